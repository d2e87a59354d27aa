"""Views of people, by topic."""
