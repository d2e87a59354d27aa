"""The campaign itself, in the order a directive travels."""
