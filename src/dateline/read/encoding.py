"""Delivered bytes -> text, the decision that was taken, and the map from code points back to bytes."""

from __future__ import annotations

import codecs
import re

from dateline.errors import ReadError
from dateline.read.limit import HEAD, RUNS
from dateline.types import Encoding, Run

BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
"""In this order: the UTF-32 mark begins with the UTF-16 one."""
ALIASES = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252",
           "us-ascii": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "utf-16": "utf-16-le",
           "utf-8-sig": "utf-8", "utf8": "utf-8", "x-sjis": "shift_jis", "utf_8": "utf-8"}  # fmt: skip
"""As browsers take declared names: pages that say latin-1 are windows-1252."""
CANDIDATES = [
    "cp1252", "cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "iso8859_6", "cp1256", "cp1250", "iso8859_2",
    "cp1253", "iso8859_7",
    "cp1254", "cp1255", "iso8859_8", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "mac_cyrillic", "cp1257",
    "cp874", "cp1258",
]  # fmt: skip
HIGH = re.compile(rb"[\x80-\xff]")
SAMPLE = 8 * HEAD
FEW = 0.08
"""Share of bytes over 127 up to which an undeclared text is Latin letters with accents and curly quotes."""


def decode(data: bytes, declared: str | None = None) -> tuple[str, Encoding, tuple[Run, ...]]:
    """The text, how it was decoded, and runs of code points to bytes (a byte-order mark has none).

    A byte-order mark decides first; then a declared codec that fits; then UTF-8; then what the bytes look like.
    """
    skip, name, decided = decide(data, declared)
    body = data[skip:]
    try:
        text, replaced = body.decode(name), 0
        runs: tuple[Run, ...] = (Run(0, len(text), skip, len(data)),) if text else ()
    except UnicodeDecodeError:
        text, replaced, runs = decode_broken(body, name, skip)
    return text, Encoding(name, decided, replaced), runs


def decide(data: bytes, declared: str | None) -> tuple[int, str, str]:
    """(length of the byte-order mark, codec, what decided)."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return len(mark), name, "bom"
    name = canonical(declared) or ""
    if name and name != "utf-8" and fits(data, name):
        return 0, name, "declared"
    if fits(data, "utf-8"):
        return 0, "utf-8", "declared" if name == "utf-8" else "utf-8"
    if wide := wide_codec(data):
        return 0, wide, "detected"
    if nearly_utf8(data):
        return 0, "utf-8", "fallback"
    return 0, *detect(data)


def canonical(declared: str | None) -> str | None:
    """The codec for a declared charset, None when there is none of that name."""
    if not declared:
        return None
    name = declared.strip().strip("\"'").lower()
    name = ALIASES.get(name, name)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return (
        ALIASES.get(info.name, info.name) if getattr(info, "_is_text_encoding", True) and info.name != "idna" else None
    )


def fits(data: bytes, name: str) -> bool:
    """Whether all bytes are text in the codec. A NUL in every other place is UTF-16, whatever else it fits."""
    if name in ("utf-7", "punycode", "raw_unicode_escape", "unicode_escape", "undefined"):
        return False  # codecs that carry something else inside ASCII
    if data[:HEAD].count(0) > len(data[:HEAD]) // 5 and not name.startswith(("utf-16", "utf-32")):
        return False
    try:
        data.decode(name)
    except (UnicodeDecodeError, UnicodeError, LookupError):
        return False
    return True


def wide_codec(data: bytes) -> str | None:
    """UTF-16 without its mark: the NULs of Latin letters all stand at even or all at odd places."""
    head = data[: HEAD & ~1]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 5 and min(even, odd) < max(even, odd) // 10 + 1:
        name = "utf-16-be" if even > odd else "utf-16-le"
        try:
            data[: len(data) & ~1].decode(name)
        except UnicodeDecodeError:
            return None
        return name
    return None


def nearly_utf8(data: bytes) -> bool:
    """UTF-8 with a few broken places: cut in the middle, or with a foreign piece pasted in."""
    sample = data[:SAMPLE]
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(1 for c in text if c > "\x7f") - broken
    return good >= max(broken, 1)


def detect(data: bytes) -> tuple[str, str]:
    """(codec, what decided) for bytes that nobody declared and that are no UTF-8."""
    sample = data[:SAMPLE]
    if len(HIGH.findall(sample)) <= FEW * len(sample):
        return "cp1252", "fallback" if not fits(sample, "cp1252") else "detected"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=CANDIDATES, preemptive_behaviour=False).best()
    name = canonical(best.encoding) if best else None
    return (name, "detected") if name else ("cp1252", "fallback")


def decode_broken(body: bytes, name: str, skip: int) -> tuple[str, int, tuple[Run, ...]]:
    """Decode with U+FFFD for what is no text; each has a run of its own. Counts the bytes replaced."""
    pieces: list[str] = []
    runs: list[Run] = []
    at = start = replaced = 0
    decoder = codecs.getdecoder(name)
    if body.count(0) > len(body) // 3 and not name.startswith("utf-"):
        raise ReadError("is no text in any encoding", cure="deliver it as text")
    view = memoryview(body)
    while start < len(body):
        good, stop, after = decode_until(decoder, view, start)
        if good:
            pieces.append(good)
            runs.append(Run(at, at + len(good), skip + start, skip + stop))
            at += len(good)
        if after > stop:
            pieces.append("\ufffd")
            runs.append(Run(at, at + 1, skip + stop, skip + after))
            at, replaced = at + 1, replaced + after - stop
        if len(runs) > RUNS:
            raise ReadError(
                f"has more than {replaced} bytes that are no text in {name}", cure="deliver it as text, best in UTF-8"
            )
        start = after
    return "".join(pieces), replaced, tuple(runs)


WINDOW = 1 << 16


def decode_until(decoder: codecs._Decoder, view: memoryview, start: int) -> tuple[str, int, int]:
    """(text, where it ends, where the next try begins): up to the first broken byte or the end of a window.

    The window keeps a text with many broken bytes from being decoded from each of them to its end.
    """
    window = bytes(view[start : start + WINDOW])
    last = start + WINDOW >= len(view)
    try:
        return decoder(window)[0], start + len(window), start + len(window)
    except UnicodeDecodeError as error:
        good = decoder(window[: error.start])[0] if error.start else ""
        if not last and error.start >= WINDOW - 4 and good:
            return good, start + error.start, start + error.start
        return good, start + error.start, start + max(error.end, error.start + 1)
