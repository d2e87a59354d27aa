"""What stands under any campaign: people, units, rights, records. Knows nothing of directives or classes."""
