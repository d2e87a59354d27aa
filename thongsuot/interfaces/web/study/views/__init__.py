"""Pages of study, by topic."""
