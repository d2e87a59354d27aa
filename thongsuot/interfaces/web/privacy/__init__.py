"""Pages of privacy: what is kept and why, one's own data and requests, the desk of whoever protects data, incidents."""
