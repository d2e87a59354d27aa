"""Plans: how a committee carries a directive out, for whom, by when, and who owes what.

Nouns: scheme (standing targets), campaign, campaign unit (the frozen tree), audience, obligation, roll and its entries, declared
total, study plan. Verbs: create a campaign, freeze the roll, declare a total, issue a study plan, receive it, ask for a supplement.
Questions: campaigns of a viewer, the units of a campaign, who is on the roll, which units owe what.
Stands on directives and the foundation.
"""
