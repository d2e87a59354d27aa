"""Questions of study, by topic."""
