"""Organisations: who is where. The tree of units in time, people, memberships, posts.

Nouns: unit, kind of unit, unit version, person, membership, appointment (post), import. Verbs: open a unit, import a roster,
undo an import. Questions: the tree on a day, units and people a viewer may see, who holds a post.
Stands on access, audit, files and core.
"""
