"""How much one delivery may hold. A report beyond these is counted as failed, so that the batch goes on."""

from __future__ import annotations

MIB = 1 << 20
HEAD = 64 << 10
"""Bytes looked at to recognise a format."""
TEXT = 64 * MIB
"""Bytes of one plain text."""
PAGE = 8 * MIB
"""Bytes of one HTML page: the largest real pages have two or three million."""
FEED = 32 * MIB
RECORD = 8 * MIB
"""Bytes of one row or JSON record in a stream of any length."""
ARRAY = 32 * MIB
"""Bytes of a JSON file that cannot be read record by record."""
DEPTH = 250
"""Nested elements of a page: the HTML parser itself gives up at 256."""
RUNS = 100_000
"""Runs of an origin map kept apart; beyond them neighbours are joined and the map is coarser."""
EARLIEST, LATEST = 1800, 2200
"""Years that a publication date may have."""
