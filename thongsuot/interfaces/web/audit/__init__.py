"""Pages of the log: who did what, who looked, and the checkpoints by which anybody can prove that nothing was changed."""
