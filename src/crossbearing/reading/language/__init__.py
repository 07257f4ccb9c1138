"""Words, sentences, clauses and verb groups of French and English, and what makes looking for them fast."""
