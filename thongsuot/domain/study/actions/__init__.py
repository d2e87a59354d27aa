"""Actions of study, by topic."""
