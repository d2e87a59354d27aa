"""Messaging: what leaves the house, and what became of it.

Nothing is sent yet: people copy a text and paste it where they talk. Its wording stands with the room it speaks of
(`figures/notices.py`) and reveals neither a person's membership nor a name (design law 12). E-mail, Zalo and the inbox join this
room with their issue.
"""
