"""Messaging: what leaves the house, and what became of it.

Nothing is sent yet. This room keeps one rule: `notices.py` holds the wording that may stand in a message to the outside,
which reveals neither a person's membership nor a name (design law 12). E-mail, Zalo and the inbox join with their issue.
"""
