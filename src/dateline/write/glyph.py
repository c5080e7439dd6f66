"""Code points that cannot stand in an output as they are. Every substitute is one for one: offsets stay true."""

from __future__ import annotations

import re

UNKNOWN = "\ufffd"
_SURROGATES = re.compile("[\ud800-\udfff]")

# A terminal obeys control characters, and bidi controls let a text show its words in another order.
_CONTROLS = {c: 0x2400 + c for c in range(0x20) if c not in (9, 10, 13)}
_CONTROLS |= {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_OVERRIDES = dict.fromkeys((0x202D, 0x202E), 0xFFFD)
_BIDI = dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)
_SPACES = dict.fromkeys((9, 10, 11, 12, 13, 0x85, 0x2028, 0x2029), 0x20)

_NO_XML = {c: glyph for c, glyph in _CONTROLS.items() if c < 0x20} | dict.fromkeys((0xFFFE, 0xFFFF), 0xFFFD)

_TERMINAL = _CONTROLS | _BIDI | _SPACES
_PAGE = _CONTROLS | _OVERRIDES


def encodable(text: str) -> str:
    """The text with lone surrogates, which no UTF-8 file can hold, as U+FFFD."""
    return text if text.isascii() else _SURROGATES.sub(UNKNOWN, text)


def for_terminal(text: str) -> str:
    """On one line, controls as their pictures (U+2400 on), bidi controls as U+FFFD."""
    return encodable(text).translate(_TERMINAL)


def for_page(text: str) -> str:
    """Controls as their pictures; marks and isolates of right-to-left text stay, overrides become U+FFFD."""
    return encodable(text).translate(_PAGE)


def for_xml(text: str) -> str:
    """Only the code points that XML 1.0 can hold: other controls as their pictures; markup is not escaped here."""
    return encodable(text).translate(_NO_XML)
