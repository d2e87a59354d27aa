"""Documents: official reports in the Party's form, from frozen content to the bytes of a Word, PDF or Excel file.

Nouns: report content, section, annex table, letterhead, provenance. Verbs: none; everything here is a pure rendering.
Questions: the editable draft (word_document), the same draft fixed on paper (pdf_document), its tables to work on
(annex_workbook), the fingerprint of a set of figures and its short code.
An official document has one language: its wording is Vietnamese whatever language the reader's pages are in.
We draft, the committee's office issues: number, day, signature and seal are left to it.
Stands on: core (rates, numbers, refusals). Knows no tables, no units, no campaign: the caller fills the content.
"""
