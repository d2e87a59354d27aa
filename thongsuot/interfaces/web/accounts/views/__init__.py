"""Views of accounts: coming in, proving again, one's own account, the second step, and accounts of a unit."""
