"""Privacy: what personal data is kept, why, how long, and who may see it.

`retention.yaml` is the policy: every table about people is named there with every personal column, and a house test fails on one
that is not. Purposes, consents, people's requests, and the job that carries the policy out join this room with their issue.
Stands on organisations.
"""
