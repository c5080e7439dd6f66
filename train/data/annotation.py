"""The annotated sentences as training data: one JSON object a document, with its text and gold statements.

    python train/data/annotation.py ../shared/data OUT.jsonl [train|dev]

Statements are rows of codebook section 8, as `dateline read` writes them; entities and contexts are not annotated.
`sentences` are the annotated stretches: outside them the document says things that nobody has written down. OUT
holds news text and is never committed. The fifth of the documents that `part_of` calls dev is for development only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.evaluate.annotated import Annotated, read_annotated
from dateline.write.record import row_of

LICENCES = {
    "fakes_syria": "CC BY 4.0 (as published on Zenodo)", "reuters21578": "Reuters-21578 research terms",
    "news_clusters": "text of the publishers", "event_location": "MIT, agency text", "conllpp": "research only",
    "ecbplus": "CC BY 3.0", "lgl": "GPL-3.0", "geowebnews": "GPL-3.0", "gvdb": "rereleased with permission",
    "casie": "none stated", "causal_news": "CC0 1.0", "re3d": "OGL v3, US public domain",
    "polnear": "none stated", "wikievents": "MIT; texts none stated", "muc": "distributed by NIST, none stated",
    "cameo": "GPL-3.0 repository",
}  # fmt: skip
"""Licence of each set's text, for the model card; the annotations are the project's own."""


def read_rows(data: Path, part: str | None) -> Iterator[dict[str, Any]]:
    """One JSON-ready object for each annotated document."""
    return map(as_row, read_annotated(data, part=part))


def as_row(one: Annotated) -> dict[str, Any]:
    return {
        "set": one.set, "document": one.id, "part": one.part, "licence": LICENCES[one.set],
        "published": one.document.report.published, "text": one.document.text,
        "sentences": [[span.start, span.end] for span in one.sentences],
        "statements": [row_of(one.document, statement) for statement in one.document.statements],
    }  # fmt: skip


def main(data: Path, out: Path, part: str | None) -> None:
    rows = list(read_rows(data, part))
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    print(f"{len(rows)} documents, {sum(len(row['statements']) for row in rows)} statements -> {out}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else None)
