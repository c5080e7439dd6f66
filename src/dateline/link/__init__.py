"""Statements -> judgements: text families, episodes and actors across reports."""
