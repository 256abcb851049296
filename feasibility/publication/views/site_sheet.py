"""One place on one page: what is known of it, how firm that is, and the best option that uses it."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.views import lease_events, site_tests, withheld
from feasibility.publication.views.options import had
from feasibility.publication.views.site_tests import TENURES, Finding, Place
from feasibility.publication.views.view import Column, View, tabulate
from feasibility.tables import ALL, SITE_FIGURES, STATUSES

UNKNOWN = wording.MISSING
NO_PHOTO = "none supplied"
BEFORE = {"address": "Address", "uprn": "Property reference (UPRN)", "owner": "Owner"}
AFTER = {
    "step_free": "Step-free", "network": "Network (LPSN, fibre)", "epc": "Energy certificate (EPC)",
    "flood": "Flood zone", "planning": "Planning", "article_4": "Article 4 direction", "parking": "Parking",
    "ptal": "Public transport (PTAL)", "stations": "Stations", "buses": "Buses", "availability": "Availability",
}  # fmt: skip
PHOTO = {"photo": "Photograph"}
"""Facts of the table of facts, in the order of the page: before its figures, after them, and last."""
_STATED = {"step_free": "step_free", "network": "network_ready"}
"""Facts that the table of sites may state, and its column."""
_PRICES = (
    ("rent_gbp_per_m2_per_year", "Rent, or value if let", "£ a m² and year"),
    ("rateable_value_gbp_per_m2", "Rateable value", "£ a m²"),
    ("service_charge_gbp_per_m2_per_year", "Service charge", "£ a m² and year"),
    ("fit_out_gbp_per_m2", "Fit-out, once", "£ a m²"),
)


@dataclass(frozen=True)
class Fact:
    """One line of the page."""

    name: str
    value: str
    status: str = ""
    """Blank where it follows from the study and is no fact that anybody found."""


def sheet(release: Release, place: Place) -> View:
    """What is known of a place, a line a fact, and last what is not known, so that no page is filled with blanks."""
    lines = lines_of(release, place)
    known = [(fact.name, fact.value, fact.status) for fact in lines if not _lacking(fact)]
    lacking = "; ".join(fact.name + (f" ({fact.value})" if fact.value else "") for fact in lines if _lacking(fact))
    rows = [*known, *([(wording.capital(UNKNOWN), f"{lacking}.", "")] if lacking else [])]
    return tabulate(
        pd.DataFrame(rows, columns=["name", "value", "status"]),
        f"Pro-forma: {place.row['name']}",
        (
            Column("name", "Fact", width=21),
            Column("value", "What is known", width=66),
            Column("status", "Firmness", width=13),
        ),
        row_heading="name",
    )


def summary(release: Release, place: Place, found: Mapping[str, Finding]) -> tuple[tuple[str, str], ...]:
    """Colour, confidence, cost and travel of a place: words and what they say. `found` is by factor."""
    return (
        ("Red, amber, green", f"{site_tests.rag(found)}. {site_tests.why(found)}"),
        ("Confidence", _confidence(lines_of(release, place))),
        *_best_option(release, place),
    )


def lines_of(release: Release, place: Place) -> list[Fact]:
    """Every line asked for, in the order of the page, known or not."""
    row = place.row
    side = f"{site_tests.side(release, place)}, {wording.figure('border_km', row['border_km'])} km from the border"
    tenure = TENURES.get(str(row["tenure"]), str(row["tenure"]))
    space = (
        f"{_figure(release, place, 'nia_m2', ' m²')} net internal area: "
        f"{wording.figure('workstations_available', row['workstations_available'])} workstations"
    )
    return [
        *(_fact(place, key, name) for key, name in BEFORE.items()),
        Fact("Stands in; tenure", f"{side}; {tenure[:1].lower()}{tenure[1:]}"),
        Fact("Space", space, _status(place, "nia_m2")),
        *(_fact(place, key, name) for key, name in AFTER.items()),
        *(Fact(name, _figure(release, place, column, unit), _status(place, column))
          for column, name, unit in _PRICES),
        lease_fact(release, str(row["site_id"])),
        *(_fact(place, key, name) for key, name in PHOTO.items()),
        *([Fact("Remarks", remarks)] if (remarks := withheld.text(row["notes"])) else []),
    ]  # fmt: skip


def _lacking(fact: Fact) -> bool:
    return fact.status == UNKNOWN or fact.value == NO_PHOTO


def lease_fact(release: Release, site_id: str) -> Fact:
    """The events of the lease of a place, and the status of the least firm; not known where none is stated."""
    status = lease_events.status(release, site_id)
    words = lease_events.in_words(release, site_id)
    hidden = words == withheld.IN_EXEMPT_PART
    return Fact("Lease events", words if status or hidden else "", status or ("" if hidden else UNKNOWN))


def _confidence(lines: list[Fact]) -> str:
    """Which share of the figures and facts of the page is sourced, assumed, illustrative and not known."""
    judged = [fact for fact in lines if fact.status]
    counts = {status: sum(fact.status == status for fact in judged) for status in (*STATUSES, UNKNOWN)}
    parts = tuple(f"{wording.number(count / len(judged), wording.SHARE)} {status}" for status, count in counts.items())
    return f"{wording.joined(parts)} (of {len(judged)})."


def _best_option(release: Release, place: Place) -> tuple[tuple[str, str], ...]:
    if place.possible.empty:
        considered = "No option that moves staff there can be had." if place.row["considered"] else ""
        return (("Best option that uses it", considered or "None: no option may use it."),)
    best, count = place.possible.iloc[0], len(had(release))
    cost = wording.pounds(float(best["total_npc_gbp"]), nearest_1000=True)
    change = wording.figure("travel_change_minutes_mean", best["travel_change_minutes_mean"])
    worse = wording.share_of_staff(float(best["worse_30_share"]), _staff(release))
    return (
        (
            "Best option that uses it",
            f"{best['option']}: rank {best['rank']} of {count}, total net present cost {cost}.",
        ),
        (
            "Staff travel in it",
            f"{change} minutes on average, one way; worse by over 30 minutes: {worse} of staff.",
        ),
    )


def _staff(release: Release) -> float:
    """All staff, as the edition counts them."""
    journeys = release.tables["journeys"]
    return float(journeys.loc[journeys["employer"] == ALL, "heads"].max())


def _figure(release: Release, place: Place, column: str, unit: str) -> str:
    return withheld.figure(release, column, float(str(place.row[column])), unit)


def _status(place: Place, column: str) -> str:
    return str(place.row[f"{SITE_FIGURES[column]}_status"])


def _fact(place: Place, key: str, name: str) -> Fact:
    """A fact of the table of facts; else what the table of sites states; else that it is not known, and who may say."""
    known = place.fact(key)
    if known:
        return Fact(name, wording.capital(known), str(place.facts[key]["status"]))
    stated = str(place.row[_STATED[key]]) if key in _STATED else ""
    if stated:
        return Fact(name, wording.capital(stated), "assumed")
    if key == "parking" and pd.notna(place.row["parking_spaces"]):
        return Fact(name, wording.counted(int(float(str(place.row["parking_spaces"]))), "space"), "assumed")
    if key == "photo":
        return Fact(name, NO_PHOTO)
    return Fact(name, _who_may_say(place, key), UNKNOWN)


def _who_may_say(place: Place, key: str) -> str:
    """Who should find out, where the table of facts says; blank where it does not."""
    if key not in place.facts:
        return ""
    row = place.facts[key]
    rest = str(row["value"]).strip()[len(UNKNOWN) :].strip(" .:;,")
    return "; ".join(said.rstrip(".") for said in (rest, str(row["source"])) if said)
