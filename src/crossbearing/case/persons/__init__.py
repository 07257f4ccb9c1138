"""What persons say of a case: corrections, grades, replies, declarations; kept and never changed."""
