"""The demonstration: one bloc, one campaign, invented people, built by running the product's own actions.

It calls actions and asks queries; it writes no table itself. Every run gives the same figures: `calibration` says which.
"""
