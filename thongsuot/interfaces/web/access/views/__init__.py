"""Pages of access, by topic."""
