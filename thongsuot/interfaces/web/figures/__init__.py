"""Pages of figures: the campaign at a glance, its units, who has not studied, reminders."""
