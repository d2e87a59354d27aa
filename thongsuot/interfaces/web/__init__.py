"""Pages: one package per room and `site` (layout, home, search, language, errors).

Views translate: they ask queries, call one action, render. They hold no rules and touch no models.
"""
