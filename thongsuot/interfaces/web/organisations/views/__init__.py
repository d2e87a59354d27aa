"""Pages of organisations, by topic."""
