"""The four ways in: pages, API, command, jobs. They translate; they hold no rules."""
