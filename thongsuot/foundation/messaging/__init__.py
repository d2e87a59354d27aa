"""Messaging: what leaves the house, and what became of it.

Nouns: message, carrier. Verbs: send (into the outbox, in the transaction of whoever sends), deliver what waits (a job).
Questions: what became of it. Where and what is encrypted while it waits and erased when it is over; a message reveals neither a
person's membership nor a name (design law 12), and its wording stands with the room it speaks of. Zalo and the inbox join with
their issue. Stands on core.
"""
