"""Privacy: what personal data is kept, why, how long, who may see it, and what people may ask about their own.

`retention.yaml` is the policy and the program: every table about people is named there with every personal column, with how its rows
belong to a person, what becomes of them when the person is erased, and its term; a house test fails on one that is not.
`processings.yaml` says for what and on what ground; `clocks.yaml` how many days the law gives.
Nouns: processing, request, consent, restriction, erasure, incident, term. Verbs: file, answer, extend and close a request; give and
withdraw a consent; restrict a person and lift it; ask for an erasure and carry it out; record and close an incident; let go what is over.
Questions: what is kept about this person and who looked, who did what in these units, what is due at the desk, what is over its term.
Stands on organisations.
"""
