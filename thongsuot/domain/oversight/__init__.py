"""Oversight: inspection and supervision, two different acts. The room keeps its place; its tables come with their issue."""
