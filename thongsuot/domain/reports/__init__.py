"""Reports: official documents whose every figure is derived.

Nouns: issued report, document, annex table. Verbs: draft a report, issue it with its signed copy.
Questions: reports of a campaign, whether a report is unchanged. Stands on figures.
"""
