"""Privacy: what personal data is kept, why, how long, and who may see it.

`retention.yaml` is the policy, read by people and by the program: every personal field of every table is named there, and a
house test fails on one that is not. Purposes, consents and people's requests join this room with their issue.
Stands on organisations.
"""
