"""Demonstration cases: what happened, as data, and the files that the investigators received."""
