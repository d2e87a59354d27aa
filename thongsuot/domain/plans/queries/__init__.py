"""Questions of plans, by topic."""
