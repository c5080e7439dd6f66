"""Which family a report is of."""

from __future__ import annotations

from dateline.link.kin import Kin
from dateline.types.episode import Family


def test_a_report_alone_is_left_out_and_any_other_gives_its_family() -> None:
    kin = Kin()
    kin.add(Family("a", ("a", "b\udce9"), "a"))
    kin.add(Family("c", ("c",), "c"))
    assert dict(kin) == {"a": "a", "b\udce9": "a"} and len(kin) == 2
    assert kin.get("c", "c") == "c" and kin["b\udce9"] == "a"
