"""Pages of study: classes, one class and its door, a member's own page."""
