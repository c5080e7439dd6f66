"""Credits of agencies: datelines, feet, contributions; never those of pictures, nor an agency that is only quoted."""

from __future__ import annotations

import pytest

from dateline.link.credit import UNNAMED, agency_of

BODY = " ".join(f"Word {k} of a long report." for k in range(60))


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"TALLINN, March 3 (Reuters) - The harbour was closed. {BODY}", "Reuters"),
        (f"MOSCOW, June 6. /TASS/. The harbour was closed. {BODY}", "TASS"),
        (f"Xinhua | Updated: 2020-03-04\nThe harbour was closed. {BODY}", "Xinhua"),
        (f"{BODY}\n(Reporting by Ann Lee and Bo Ek in Tallinn; Editing by Cy Day)", "Reuters"),
        (f"{BODY}\nThe Associated Press contributed to this report.", "AP"),
        (f"{BODY}\nAFP and dpa contributed reporting.", "AFP"),
        (f"{BODY}\nCopyright 2020 The Associated Press. All rights reserved.", "AP"),
        (f"{BODY}\nal/bk (AFP, dpa)", "AFP"),
        (f"{BODY}\nWith inputs from PTI", "PTI"),
        (f"{BODY} The harbour opened again, with agencies", UNNAMED),
        (f"{BODY}\nAgencies\n", UNNAMED),
        (f"The harbour burns. (AP Photo/Ann Lee, File)\n{BODY}", None),
        (f"The harbour burns. Photo: Ann Lee (AFP)\n{BODY}", None),
        (f"The harbour burns. (AFP/Getty Images)\n{BODY}", None),
        (f"The harbour burns. (Ann Lee, File/Associated Press)\n{BODY}", None),
        (f"The mayor told AFP that the harbour was closed. {BODY}", None),
        (f"The harbour was closed, Reuters reported, citing agencies that run it. {BODY}", None),
        (f"{BODY}\nReporting by Ann Lee", None),
    ],
)
def test_the_agency_that_a_text_is_credited_to(text: str, agency: str | None) -> None:
    assert agency_of(text) == agency


@pytest.mark.parametrize(
    ("foot", "agency"),
    [("", "Frontier News Agency"), ("\nWith inputs from PTI", "PTI"), ("\nAgencies\n", "Frontier News Agency")],
)
def test_an_agency_that_no_list_knows_is_known_by_the_dateline(foot: str, agency: str) -> None:
    assert (
        agency_of(
            f"QUETTA, March 29 (Frontier News Agency) - The harbour was closed. {BODY}{foot}", "Frontier News Agency"
        )
        == agency
    )
