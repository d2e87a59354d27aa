"""Programmes: what a unit will do after study, issued by it, received and commented on by the level above.

Nouns: action programme (or plan, or cell resolution), task. Verbs: issue a programme, receive it, ask for a supplement.
Questions: programmes of a campaign, which units have issued none. Stands on study and plans.
"""
