"""Pages of organisations: the tree of units with their people, and the import of rosters in two steps."""
