"""Reports: official documents whose every figure is derived, and the checking of any text's figures.

Nouns: issued report, claim, document, annex table. Verbs: draft a report, issue it with its signed copy, check a text.
Questions: reports of a campaign, whether a report is unchanged. Stands on figures.
"""
