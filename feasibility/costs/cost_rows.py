"""The rows of tables.SiteCosts as lines: each falls due at its moment, for its unit, between its dates."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from feasibility.costs import bias, charges, spans
from feasibility.costs.charges import Charge, Cost, line, rooms
from feasibility.costs.lines import Kind, Line
from feasibility.costs.places import Given, Move, Place, added_rooms_m2, works_timing
from feasibility.costs.spans import Timing
from feasibility.costs.timeline import QUARTERS_PER_YEAR
from feasibility.costs.words import firmness

Row = Mapping[str, Any]
NAMES = {
    "rent": ("Further rent", "occupancy"), "opportunity_cost": ("Further opportunity cost of space", "occupancy"),
    "service_charge": ("Further service charge", "occupancy"), "fm_hard": ("Building and plant upkeep", "occupancy"),
    "fm_soft": ("Cleaning and other services", "occupancy"), "energy": ("Energy", "occupancy"),
    "insurance": ("Insurance", "occupancy"), "security": ("Security", "occupancy"), "parking": ("Parking", "occupancy"),
    "network": ("Network", "systems"), "maintenance": ("Maintenance", "occupancy"),
    "fit_out_cat_a": ("Fit-out, category A", "works"), "fit_out_cat_b": ("Fit-out, category B", "works"),
    "furniture": ("Furniture", "works"), "fees": ("Fees", "works"), "stamp_duty": ("Stamp duty", "property"),
    "dilapidations": ("Dilapidations", "property"), "backlog_maintenance": ("Backlog maintenance", "works"),
    "improvement": ("Improvement", "works"), "decant": ("Decant", "transition"), "removal": ("Removal", "transition"),
    "capital_receipt": ("Capital receipt", "property"), "letting_income": ("Letting income", "property"),
    "void_cost": ("Cost of empty space", "property"),
}  # fmt: skip
"""Each of tables.COST_LINES as a reader sees it, and its heading on the cost sheet."""
REVENUE = ("dilapidations", "decant", "removal")
"""Paid once, yet making no asset. Planned backlog maintenance is taken as capital (assumed)."""
FROM_WORKS = ("rent", "opportunity_cost", "service_charge", "insurance", "security")
"""Owed from when space is taken; the other yearly lines from the move."""
GOES_ON = ("rent", "opportunity_cost", "service_charge")
"""Owed for space that is left until it is given up or released."""
SPREAD = ("fit_out_cat_a", "fit_out_cat_b", "fees", "improvement")
"""Paid over the quarters of the works; other lines of moving in at one time."""
AT_THE_MOVE = ("decant", "removal")
FIT_OUT = ("fit_out_cat_a", "fit_out_cat_b")


def always(place: Place, given: Given, *, do_minimum: bool) -> list[Line]:
    """The rows of a present centre that is kept: in use, staying and, where asked for, of the do-minimum option."""
    moments = {"in_use", "staying"} | ({"do_minimum"} if do_minimum else set())
    lines: list[Line] = []
    for stem, row in _named(place):
        if row["moment"] in moments:
            cost = _cost(stem, row, place, given)
            timing = _yearly(row, given)(0, given.timeline.quarters) if _lasts(row) else _once(row, given, 0)
            lines += line(cost, place, given, "always", timing)
    return [*lines, *_dilapidations(place, None, given)]


def moving(place: Place, move: Move, given: Given) -> list[Line]:
    """The rows of a place under a way of working in which staff move."""
    lines = _dilapidations(place, move, given)
    for stem, row in _named(place):
        cost = _cost(stem, row, place, given)
        if row["moment"] == "in_use":
            lines += charges.moving(_charge(cost, row, given), place, move, given)
        elif row["moment"] == "moving_in":
            lines += _moving_in(cost, row, place, move, given)
        elif row["moment"] == "staying":
            lines += _kept(cost, row, place, move, given)
        elif row["moment"] in ("leaving", "after_leaving") and row["line"] != "dilapidations":
            lines += line(cost, place, given, "left", _on_leaving(row, place, move, given))
    return lines


def in_use(place: Place, given: Given) -> list[Charge]:
    """The rows that are owed while a place is in use, as charges."""
    return [
        _charge(_cost(stem, row, place, given), row, given) for stem, row in _named(place) if row["moment"] == "in_use"
    ]


def _charge(cost: Cost, row: Row, given: Given) -> Charge:
    return Charge(cost, _yearly(row, given), None, row["line"] in FROM_WORKS, row["line"] in GOES_ON)


def _named(place: Place) -> list[tuple[str, Row]]:
    """Each row with the beginning of its lines' ids: the line and moment, numbered where they stand more than once."""
    named: list[tuple[str, Row]] = []
    seen: dict[str, int] = {}
    for row in place.costs:
        stem = f"further-{row['line']}-{row['moment']}".replace("_", "-")
        seen[stem] = seen.get(stem, 0) + 1
        named.append((stem if seen[stem] == 1 else f"{stem}-{seen[stem]}", row))
    return named


def _lasts(row: Row) -> bool:
    return str(row["unit"]).endswith("_per_year")


def _cost(stem: str, row: Row, place: Place, given: Given) -> Cost:
    name, group = NAMES[row["line"]]
    kind: Kind = "revenue" if _lasts(row) or row["line"] in REVENUE else "capital"
    vat_share = float(row["irrecoverable_vat_share"]) * given.settings.vat_rate_share
    keys = [*bias.keys(row["bias"]), *(["costs.vat_rate_share"] if vat_share else [])]
    per_site, per_workstation, per_rooms, unit = _units(row, place, given)
    return Cost(
        stem=stem, line=name, group=group, kind=kind, unit=unit, rate_gbp=float(row["amount"]),
        per_site=per_site, per_workstation=per_workstation,
        status=firmness(given.statuses, keys, [str(row["status"])]), basis="; ".join([str(row["source"]), *keys]),
        bias_share=bias.added_share(row["bias"], given.settings.bias), vat_share=vat_share,
        cash=row["line"] != "opportunity_cost", economic=_uses_resources(row, place), per_rooms=per_rooms,
    )  # fmt: skip


def _uses_resources(row: Row, place: Place) -> bool:
    """False for stamp duty, a tax, and where the opportunity cost of owned space counts the same thing already.

    Space that a council owns and leaves is no longer charged at its opportunity cost: that is the saving. What it is
    then sold or let for is the same saving as cash, and would be counted twice. Where space left is not released the
    opportunity cost goes on, and letting it earns that back; so does subletting leased space, whose rent goes on.
    """
    if row["line"] == "capital_receipt":
        return not place.owned
    if row["line"] == "letting_income" and row["moment"] == "after_leaving":
        return not place.owned or place.row["released_share"] < 1
    return bool(row["line"] != "stamp_duty")


def _units(row: Row, place: Place, given: Given) -> tuple[float, float, float, str]:
    """Units of the place as it is, units that a further workstation adds, units that rooms add, and their name.

    What is paid on moving into a present centre is paid for further workstations only, but for sums on the whole place.
    """
    unit = str(row["unit"]).removesuffix("_per_year")
    added_only = row["moment"] == "moving_in"
    if unit == "gbp_per_m2":
        held_m2 = 0.0 if added_only else _floor_m2(row, place)
        return held_m2, given.floor_m2_per_workstation, added_rooms_m2(place, given), "m²"
    if unit == "gbp_per_workstation":
        return 0.0 if added_only else float(place.workstations_present), 1.0, 0.0, "workstations"
    if unit == "share_of_fit_out":
        return *_fit_out_gbp(place, given), "£ of fit-out"
    return 1.0, 0.0, 0.0, "site"


def _floor_m2(row: Row, place: Place) -> float:
    """Floor area of a present centre that a row speaks of: of empty space, what is left and not released."""
    if row["line"] == "void_cost" and place.owned:
        return place.held_m2 * (1 - float(place.row["released_share"]))
    return place.held_m2


def _fit_out_gbp(place: Place, given: Given) -> tuple[float, float, float]:
    """What the fit-out comes to before bias: for the place whatever is taken, for each workstation, for rooms."""
    per_m2_gbp = float(place.row["fit_out_gbp_per_m2"])
    site_gbp, per_workstation_gbp = 0.0, per_m2_gbp * given.floor_m2_per_workstation
    rooms_gbp = per_m2_gbp * added_rooms_m2(place, given)
    for row in place.costs:
        if row["line"] in FIT_OUT and row["moment"] == "moving_in" and row["unit"] != "share_of_fit_out":
            per_site, per_workstation, per_rooms, _ = _units(row, place, given)
            site_gbp += per_site * float(row["amount"])
            per_workstation_gbp += per_workstation * float(row["amount"])
            rooms_gbp += per_rooms * float(row["amount"])
    return site_gbp, per_workstation_gbp, rooms_gbp


def _dated(row: Row, given: Given) -> tuple[float | None, float | None]:
    timeline = given.timeline
    return spans.of_text(timeline, str(row["first_date"])), spans.end_of_text(timeline, str(row["last_date"]))


def _between(row: Row, given: Given, first: float, end: float) -> Timing:
    since, until = _dated(row, given)
    later = first if since is None else max(first, since)
    return spans.within(given.timeline, later, end if until is None else min(end, until))


def _yearly(row: Row, given: Given) -> "partial[Timing]":
    """The timing of a row from, until before: no more than its own dates allow."""
    return partial(_between, row, given)


def _once(row: Row, given: Given, at: float) -> Timing:
    """A payment at `at`, or where the row has dates then: at the one, or evenly between the two."""
    since, until = _dated(row, given)
    if since is not None and until is not None:
        years = (until - since) / QUARTERS_PER_YEAR
        return tuple(part / years for part in spans.within(given.timeline, since, until))
    dated = since if since is not None else spans.of_text(given.timeline, str(row["last_date"]))
    return spans.once(given.timeline, at if dated is None else dated)


def _moving_in(cost: Cost, row: Row, place: Place, move: Move, given: Given) -> list[Line]:
    """What is paid once because staff move in: works over their quarters, the rest before the move or at it."""
    if row["line"] in SPREAD and not (row["first_date"] or row["last_date"]):
        timing = works_timing(move, given)
    else:
        at = {"stamp_duty": move.works, **dict.fromkeys(AT_THE_MOVE, float(move.quarter))}
        timing = _once(row, given, at.get(row["line"], float(max(move.quarter - 1, 0))))
    due = partial(line, cost, place, given)
    return [*due("site", timing), *due("workstation", timing, "-each"), *rooms(cost, place, given, timing)]


def _kept(cost: Cost, row: Row, place: Place, move: Move, given: Given) -> list[Line]:
    """What a present centre costs because it is kept, where it is kept as the shared place: shared from the move."""
    timing = _yearly(row, given)(0, given.timeline.quarters) if _lasts(row) else _once(row, given, 0)
    before = tuple(part if q < move.quarter else 0.0 for q, part in enumerate(timing))
    after = tuple(part - early for part, early in zip(timing, before, strict=True))
    own = line(cost, place, given, "site", before, "-until-move")
    return [*(replace(x, payer=place.present_of) for x in own), *line(cost, place, given, "site", after)]


def _on_leaving(row: Row, place: Place, move: Move, given: Given) -> Timing:
    """When a row of a centre that is left falls due: a removal with the move, the rest when the place is given up.

    What is paid every year after leaving ends when a lease is given up.
    """
    if _lasts(row):
        ends = move.vacation is not None and not place.owned
        return _between(row, given, move.left, move.vacated if ends else given.timeline.quarters)
    return _once(row, given, move.quarter if row["line"] in AT_THE_MOVE else move.vacated)


def _dilapidations(place: Place, move: Move | None, given: Given) -> list[Line]:
    """What a lease asks to be put right: due when it ends, whoever stays, or when the place is given up if sooner."""
    ends = place.lease.expires
    at_end = (0.0,) * given.timeline.quarters if ends is None else spans.once(given.timeline, ends)
    lines: list[Line] = []
    for stem, row in _named(place):
        if (row["line"], row["moment"]) != ("dilapidations", "leaving"):
            continue
        cost = _cost(stem, row, place, given)
        due = partial(line, cost, place, given)
        if move is None or (place.present_of and any(at_end[: move.quarter])):
            lines += due("always", at_end)
            continue
        lines += [*due("site", at_end), *due("workstation", at_end, "-each"), *rooms(cost, place, given, at_end)]
        if place.present_of:
            sooner = ends is not None and 0 <= ends < move.vacated
            lines += due("left", _once(row, given, ends if ends is not None and sooner else move.vacated), "-left")
    return lines
