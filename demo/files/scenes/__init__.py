"""Drawn scenes: a label, a rack, crates, a hall, a repacking, a ledger."""
