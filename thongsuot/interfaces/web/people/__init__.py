"""Pages of people: the roster of a unit, one person, who may be entered twice, transfers."""
