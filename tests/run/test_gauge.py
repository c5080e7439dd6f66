from __future__ import annotations

from dateline.read.failure import Failure
from dateline.run.gauge import Gauge
from dateline.run.local import Outcome
from dateline.run.reading import Known
from dateline.types import Document, Report


def gauge(total: int) -> tuple[Gauge, list[float]]:
    now = [100.0]
    return Gauge(total, clock=lambda: now[0]), now


def read(delivery: int, size: int, number: int = 0) -> Outcome:
    report = Report("r", "0", size=size)
    return Outcome(delivery, number, Document(report, "x"), report)


def test_no_estimate_before_one_can_tell() -> None:
    clocked, now = gauge(10_000)
    for k in range(30):
        clocked.expect(k, 100)
        clocked.take(read(k, 100))
        assert clocked.left is None
        now[0] += 0.1


def test_what_is_left_goes_at_the_speed_of_what_was_read() -> None:
    clocked, now = gauge(30_000)
    for k in range(100):
        clocked.expect(k, 100)
        clocked.take(read(k, 100))
        now[0] += 0.1
    assert clocked.done == 10_000
    assert clocked.left is not None
    assert abs(clocked.left - 20.0) < 0.5
    assert abs((clocked.rate or 0) - 9.9) < 0.1


def test_known_reports_do_not_make_it_look_fast() -> None:
    clocked, now = gauge(30_000)
    clocked.expect(0, 20_000)
    for number in range(200):
        clocked.take(Outcome(0, number, Known("k", 100)))
    for k in range(1, 51):
        clocked.expect(k, 100)
        clocked.take(read(k, 100))
        now[0] += 0.2
    assert clocked.done == 25_000
    assert clocked.left is not None
    assert abs(clocked.left - 10.0) < 0.5


def test_the_bytes_of_a_delivery_are_done_when_the_next_begins() -> None:
    clocked, _ = gauge(1000)
    clocked.expect(0, 600)
    clocked.expect(1, 400)
    clocked.take(read(0, 100))
    clocked.take(Outcome(0, 1, Failure("x:2", "is broken")))
    assert clocked.done == 100
    clocked.take(read(1, 400))
    assert clocked.done == 1000
