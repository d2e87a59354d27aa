"""Pages of who may do what: at a unit, and oneself."""
