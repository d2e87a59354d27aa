"""Pages of plans: schemes, campaigns and how one is made, the plan of a campaign, the study plans of units."""
