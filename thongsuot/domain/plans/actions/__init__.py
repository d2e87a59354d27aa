"""Actions of plans, by topic."""
