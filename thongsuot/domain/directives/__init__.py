"""Directives: the documents from which everything else follows.

Nouns: directive, its issuer, kind, number, file; which directive carries out which. Verbs: register a directive.
Questions: the directives of a unit. Refuses a second registration of one document and any secret one.
Stands on organisations, files, access, audit.
"""
