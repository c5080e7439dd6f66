from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from dateline.pipeline import Pipeline
from dateline.read.delivery import Delivery
from dateline.read.failure import Failure
from dateline.read.format import open_documents
from dateline.run.reading import Keys, failed_reading, key_of, key_of_bytes, recipe_of
from dateline.run.worker import slim
from dateline.types import Document, Report
from dateline.types.hint import Hints

PAGE = """<html><body><nav><a href="/x">Weather</a><a href="/y">Sport</a></nav><article><h1>Road closed near Arden</h1>
<p>Rebels attacked the village of Arden on Monday and its people fled, the mayor said.</p>
<p>The road was closed for two days, and the shops of the town stayed shut until the army came.</p></article>
</body></html>"""


def test_keys_hold_what_was_put_in_and_nothing_else() -> None:
    keys = [sha256(str(k).encode()).hexdigest()[:16] for k in range(2000)]
    held = Keys([*keys[::2], "with-a-number-2"])
    assert len(held) == 1001
    assert [key in held for key in keys] == [k % 2 == 0 for k in range(2000)]
    assert "with-a-number-2" in held
    assert "" not in held
    assert "x" not in Keys()


def test_a_file_of_one_report_has_the_key_of_that_report(tmp_path: Path) -> None:
    plain = "Rebels attacked the village, and its people fled to the hills."
    for name, text in {"a.html": PAGE, "a.txt": plain}.items():
        path = tmp_path / name
        path.write_text(text, "utf-8")
        delivery = Delivery(name, file=path)
        (document,) = open_documents(delivery)
        assert isinstance(document, Document)
        assert key_of_bytes(delivery) == document.report.id


def test_failures_have_a_key_of_their_own() -> None:
    delivery = Delivery("x.jsonl", data=b"{broken")
    row, other = Failure("x.jsonl:1", "not valid JSON"), Failure("x.jsonl:2", "not valid JSON")
    whole = Failure("x.jsonl", "is empty")
    opened = Report("abc", "abcdef", source="Paper", published="2024-05-16")
    keys = [key_of(row, delivery, None), key_of(other, delivery, None), key_of(whole, delivery, None)]
    assert len(set(keys)) == 3
    assert keys[2] == sha256(b"{broken").hexdigest()[:16]
    assert key_of(row, delivery, opened) == "abc"
    reading = failed_reading(Failure("x:1", "took too long", "split it"), "abc", opened, "r")
    assert (reading.failure, reading.source, reading.published) == ("took too long - split it", "Paper", "2024-05-16")


def test_the_recipe_names_what_decides() -> None:
    pipeline = Pipeline([])
    plain = recipe_of(pipeline)
    assert "sketch/" in plain
    assert "candidate/" in plain
    dated = recipe_of(pipeline, "2024-05-16", {"title": "b", "text": "a"})
    assert dated == f"{plain} published=2024-05-16 text=a title=b"


def test_what_the_stages_tell_one_another_is_not_kept() -> None:
    document = Document(Report("abc", "abc"), "Rebels attacked.", hints=Hints("reader"))
    assert slim(document).hints is None
