"""Questions of figures, by topic."""
