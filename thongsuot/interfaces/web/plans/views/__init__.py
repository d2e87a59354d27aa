"""Views of plans, by topic."""
