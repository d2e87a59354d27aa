"""Figures: what is true of a campaign at this instant, or was at another, at every node of its tree.

Nouns: stored total, daily total, coverage. Verbs: fold the ledger, recount. Questions: coverage of a unit and its children, progress
by day, obligations, who has not studied and where, which figures differ from the facts.
Pulls from study, programmes and plans; nothing below knows of it.
"""
