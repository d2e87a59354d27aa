"""Audit: the log of what was done, in which a later change shows.

Nouns: actor, entry, its personal part (erasable alone), leaf (the digest of one row), pending and sealed, the chain of
sealed leaves, checkpoint, problem; and, outside the chain, look.
Verbs: note who read whose data, record what an actor did, queue the leaves of rows that are their own record, erase a
personal part, seal what is pending into the chain, write a checkpoint outside the database, verify.
Questions: what happened to this subject, what happened last under a unit, how much is not sealed yet, what was
tampered with.
Stands on database and core.
"""
