"""Pages of reports: what could be reported, a draft in the Party's form with the office's words beside it, what was frozen and signed."""
