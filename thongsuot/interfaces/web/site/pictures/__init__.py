"""Drawings of figures: from counts to the geometry a template turns into SVG attributes.

Nouns: a picture (icicle, strip, curve, spark, ruler, bar), its cells, paths and labels. Verbs: none; all only compute.
Questions: where does each unit stand, how far is the target, what does the picture say in words. Stands on rates and
numbers of core; knows no tables and no pages. Percentages are never computed here for show: they arrive as text or
inside a rate.
"""
