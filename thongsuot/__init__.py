"""Thông Suốt: takes a directive to every person of a large organisation and brings back proof."""
