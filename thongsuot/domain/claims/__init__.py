"""Claims: given any text, every figure in it that can be proved from its own numbers is proved or refuted.

Nouns: passage (a text in one normal form that remembers where each character stood), statement (a sentence with its
figures), figure, claim. Verb: `checking.check_text`. Questions: `checking.summary`, `claim.as_json`; `reading.text_of` gives
the text of a file. Pure functions: no tables, no clock. Precision before recall: what may be read in two ways is believed.

Order of work: passages, traps (dates, document numbers, telephones are covered), figures, statements; then ratios, shares,
remainders, breakdowns, partitions, changes, limits, tables, each a module that yields claims. Stands on core alone, and late
in the order: what a campaign has recorded may one day be held against a text, and a report against its own claims.
"""
