"""Drafting: from a campaign, a unit and an instant to what its report says.

Nouns: gathered (all that is known), figure (a number under a code), remark (an office's prose under a key), told (the whole report
as plain data that can be frozen). Questions: what a report would say now, what a frozen one says, where the two differ.
Figures enter sentences only through the tally, which keeps what it prints: nothing is printed that is not frozen.
"""
