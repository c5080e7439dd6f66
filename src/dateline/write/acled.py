"""The columns of ACLED since its change of March 2023, one happening a row; crosswalk in ontology/data/acled.yaml."""

from __future__ import annotations

from dateline.ontology.crosswalk import Acled, acled_of, country_number, party
from dateline.ontology.lexicon import load_data
from dateline.write.happening import Happening, Party
from dateline.write.polecat import country_name
from dateline.write.profile import ProfileExporter, columns, names, sole

NAMES = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
NO_COUNTERPART = "episodes of a type that ACLED does not have"


def kind_of(happening: Happening) -> Acled | None:
    sides = [side_class(parties) for parties in (happening.actors, happening.recipients)]
    return acled_of(happening.type or "", happening.modes, *sides)


def side_class(parties: tuple[Party, ...]) -> str | None:
    """The class that all parties of a side belong to."""
    found = {party(one.roles, "acled") for one in parties}
    return found.pop() if len(found) == 1 else None


def sides(happening: Happening) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Both sides; two actors who fight without a recipient are the two sides."""
    if happening.type == "ASSAULT" and len(happening.actors) == 2 and not happening.recipients:
        return happening.actors[:1], happening.actors[1:]
    return happening.actors, happening.recipients


def actor(k: int, happening: Happening) -> str | None:
    """The only party of the side; several stand under assoc_actor."""
    one = sole(sides(happening)[k])
    return one.name if one else None


def associated(k: int, happening: Happening) -> str | None:
    side = sides(happening)[k]
    return names(side) if len(side) > 1 else None


def inter(k: int, happening: Happening) -> str | None:
    """ACLED's class of the side; None where it has several, or where PLOVER's role says less."""
    data, kind = load_data("acled"), kind_of(happening)
    side = sides(happening)[k]
    found = {data["inter"].get(role) for one in side for role in one.roles} - {None}
    if not found or len(found) > 1 or not all(one.roles for one in side):
        return None
    name: str = found.pop()
    crowd = data["crowds"].get(kind.event) if kind and k == 0 else None
    return crowd if crowd and name == "Civilians" else name


def interaction(happening: Happening) -> str | None:
    order = load_data("acled")["order"]
    found = [inter(k, happening) for k in (0, 1)]
    given = sorted((name for name in found if name), key=order.index)
    return "-".join(given) if len(given) == 2 else None


def targeting(happening: Happening) -> str | None:
    kind = kind_of(happening)
    violent = kind is not None and kind.disorder == "Political violence"
    return "Civilian targeting" if violent and side_class(happening.recipients) == "civilian" else None


def precision(happening: Happening) -> int | None:
    place = happening.place
    found: int | None = load_data("acled")["geo_precision"].get(place.precision) if place and happening.point else None
    return found


class AcledExporter(ProfileExporter):
    """A day stands there only where reports agree on one; ACLED would choose one within the week or month."""

    name = "acled"
    of = "ACLED"
    columns = columns(
        NAMES,
        event_id_cnty=lambda h: h.id,
        event_date=lambda h: h.day,
        year=lambda h: h.year,
        time_precision=lambda h: 1 if h.day else None,
        disorder_type=lambda h: getattr(kind_of(h), "disorder", None),
        event_type=lambda h: getattr(kind_of(h), "event", None),
        sub_event_type=lambda h: getattr(kind_of(h), "sub_event", None),
        actor1=lambda h: actor(0, h),
        assoc_actor_1=lambda h: associated(0, h),
        inter1=lambda h: inter(0, h),
        actor2=lambda h: actor(1, h),
        assoc_actor_2=lambda h: associated(1, h),
        inter2=lambda h: inter(1, h),
        interaction=interaction,
        civilian_targeting=targeting,
        iso=lambda h: country_number(h.country),
        country=country_name,
        admin1=lambda h: h.place.name if h.place and h.place.precision == "province" else None,
        location=lambda h: h.place.name if h.place else None,
        latitude=lambda h: h.point[0] if h.point else None,
        longitude=lambda h: h.point[1] if h.point else None,
        geo_precision=precision,
        source=lambda h: "; ".join(h.sources) or None,
        notes=lambda h: h.first.sentence,
        fatalities=lambda h: h.exact,
    )

    def reason(self, happening: Happening) -> str | None:
        return None if kind_of(happening) else NO_COUNTERPART
