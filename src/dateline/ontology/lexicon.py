"""The predicates that signal event types, read from data/plover/*.yaml."""

from __future__ import annotations
