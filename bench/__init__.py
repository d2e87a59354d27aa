"""Measures the product against the bare database, as ratios: each pair in one run, alternating, several rounds.

It has a data folder of its own and speaks to nothing but loopback. Nothing here is part of the product or of its tests.
"""
