"""Claims against claims: the same, part of one another, denied; and the ledger of dealings."""
