"""Who says what, to whom it goes back, and how firmly."""
