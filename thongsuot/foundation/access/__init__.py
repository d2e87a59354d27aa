"""Access: who may do what, and how far.

Nouns: permission, role, reach, grant, viewer, scope. Verbs: grant a role, withdraw a grant; the `@action` decorator every
action wears. Questions: may this person do this here, what may this viewer see.
Stands on audit and core. Keeps plain identifiers and paths of units and people: their rooms stand above.
"""
