"""The columns of UCDP GED (25.1), one happening a row: ASSAULT of which a report says that somebody was killed."""

from __future__ import annotations

from dateline.ontology.crosswalk import party, ucdp_date_precision, ucdp_violence
from dateline.ontology.lexicon import load_data
from dateline.write.happening import Happening, Party, union
from dateline.write.phrase import OWN_VOICE
from dateline.write.polecat import country_name
from dateline.write.profile import ProfileExporter, columns, sole

NAMES = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
"""Ids of conflicts, dyads and sides, Gleditsch-Ward numbers and the dead of each side stay empty: they are UCDP's."""
NOT_LETHAL = "episodes that are no ASSAULT, or of which no report says that somebody was killed"


def side(k: int, happening: Happening) -> Party | None:
    return sole((happening.actors, happening.recipients)[k])


def violence(happening: Happening) -> int | None:
    one, two = side(0, happening), side(1, happening)
    if one is None or two is None:
        return None
    abroad = bool(one.country and two.country and one.country != two.country)
    return ucdp_violence((party(one.roles, "ucdp"), party(two.roles, "ucdp")), other_country=abroad)


def dyad(happening: Happening) -> str | None:
    one, two = side(0, happening), side(1, happening)
    return f"{one.name} - {two.name}" if one and two else None


def articles(happening: Happening) -> str:
    reports = {member.report.id: member.report for member in happening.members}.values()
    return "; ".join(
        f'"{report.source or ""},{report.published or ""},{report.title or ""}"' for report in reports
    )


def original(happening: Happening) -> str | None:
    """Whom the reports name as their source."""
    return "; ".join(voice for voice in happening.voices if voice != OWN_VOICE) or None


def where(happening: Happening) -> int | None:
    found: int | None = load_data("ucdp")["where_prec"].get(happening.place.precision) if happening.place else None
    return found


class UcdpExporter(ProfileExporter):
    """best, low and high stay empty where reports differ: UCDP's are the judgement of its coders."""

    name = "ucdp"
    of = "UCDP GED"
    columns = columns(
        NAMES,
        id=lambda h: h.id,
        year=lambda h: h.year,
        type_of_violence=violence,
        dyad_name=dyad,
        side_a=lambda h: getattr(side(0, h), "name", None),
        side_b=lambda h: getattr(side(1, h), "name", None),
        number_of_sources=lambda h: len(h.reports),
        source_article=articles,
        source_office=lambda h: "; ".join(h.sources) or None,
        source_date=lambda h: "; ".join(union(m.report.published for m in h.members if m.report.published)) or None,
        source_headline=lambda h: "; ".join(union(m.report.title for m in h.members if m.report.title)) or None,
        source_original=original,
        where_prec=where,
        where_coordinates=lambda h: h.place.name if h.place else None,
        where_description=lambda h: "; ".join(union(m.statement.place.text for m in h.members if m.statement.place))
        or None,
        adm_1=lambda h: h.place.name if h.place and h.place.precision == "province" else None,
        latitude=lambda h: h.point[0] if h.point else None,
        longitude=lambda h: h.point[1] if h.point else None,
        geom_wkt=lambda h: f"POINT ({h.point[1]} {h.point[0]})" if h.point else None,
        country=country_name,
        date_prec=lambda h: ucdp_date_precision(h.days) if h.days else None,
        date_start=lambda h: h.time.start if h.time else None,
        date_end=lambda h: h.time.end if h.time else None,
        best=lambda h: h.exact,
        high=lambda h: h.bounds[1],
        low=lambda h: h.bounds[0],
    )

    def reason(self, happening: Happening) -> str | None:
        lethal = happening.type in load_data("ucdp")["types"] and happening.figures
        return None if lethal else NOT_LETHAL
