"""Core: what every room needs and no room owns. No tables, no words of the trade.

Holds: refusals, identifiers, tree paths, Vietnamese text and numbers, rates, local time, encryption of single fields.
A module stays here only while two packages use it. Stands on nothing but Django and cryptography.
"""
