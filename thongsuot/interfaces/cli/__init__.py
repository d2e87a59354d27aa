"""The `thongsuot` command: one module per command, in Vietnamese or English by --lang, exit 0, 1 (not in order) or 2 (asked wrongly)."""
