"""Actions of organisations, by topic."""
