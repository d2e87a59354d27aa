"""Study: classes are held, people attend, and the ledger of learning grows.

Nouns: class, session, attendance, head count, study elsewhere, standing, ledger of learning. Verbs: open a class, start and close
it, mark present or absent, record a held class, record check-ins, count heads, confirm counts. Questions: classes of a unit, the
register of a class, who has not studied. Knows nothing of figures: they pull.
Stands on plans.
"""
