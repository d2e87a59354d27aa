"""History of the tables."""
