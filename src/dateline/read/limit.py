"""How much one delivery may hold. A report beyond these is counted as failed, so that the batch goes on."""

from __future__ import annotations

MIB = 1 << 20
HEAD = 64 << 10
"""Bytes looked at to recognise a format."""
TEXT = 64 * MIB
"""Bytes of one plain text."""
PAGE = 8 * MIB
"""Bytes of one HTML page: the largest real pages have two or three million."""
SHOWN = 1_000_000
"""Characters that a page shows, tags and scripts left out: the extractor takes some seconds for them."""
FEED = 8 * MIB
TAGS = 100_000
"""Tags of one page or feed: each costs the parsers some thousand bytes and some ten microseconds."""
LINES = 50_000
"""Lines of one text that become blocks of their own; what follows them is one block."""
CONTAINERS = 1_000_000
"""Lists and objects of one JSON file."""
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
