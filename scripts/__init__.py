"""How the house is started, tested and checked; the Makefile calls these."""
