"""Site: what every page shares. Layout, home, search, language, the viewer of a request, refusals shown as sentences."""
