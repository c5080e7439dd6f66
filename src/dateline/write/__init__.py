"""Statements -> files: one file per output format; `format.py` holds the table of them."""
