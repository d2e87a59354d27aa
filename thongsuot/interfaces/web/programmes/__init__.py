"""Pages of programmes: all of a campaign, one being read, a unit's own."""
