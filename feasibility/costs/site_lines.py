"""The lines of a place from the table of sites and the settings: space, rates, running, fit-out, moving in and out."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from feasibility.costs import bias, lease, rates, spans
from feasibility.costs.charges import Charge, Cost, line, rooms, yearly
from feasibility.costs.lines import Line
from feasibility.costs.places import Given, Move, Place, added_rooms_m2, works_timing
from feasibility.costs.words import firmness


def charges(place: Place, given: Given, taken: float = 0.0) -> list[Charge]:
    """Every yearly charge of a place that its row and the settings give; `taken` is when its space is taken."""
    found = [_space(place, given, taken), _rates(place, given), _service(place, given), _running(place, given)]
    return [charge for charge in found if charge is not None] + [_site_running(place, given)]


def _per_m2(place: Place, given: Given, stem: str, name: str, rate_gbp: float, status: str, basis: str) -> Cost:
    return Cost(
        stem=stem, line=name, group="occupancy", kind="revenue", unit="m²", rate_gbp=rate_gbp,
        per_site=place.held_m2, per_workstation=given.floor_m2_per_workstation, status=status, basis=basis,
        per_rooms=added_rooms_m2(place, given),
    )  # fmt: skip


def _space(place: Place, given: Given, taken: float) -> Charge | None:
    """Rent of space that is leased, in steps where the lease has them; the opportunity cost of space that is owned.

    The opportunity cost is what the space would fetch: a cost to the economy, but no cash. Rent is both.
    """
    rent_gbp, held = float(place.row["rent_gbp_per_m2_per_year"]), place.lease
    base_gbp = lease.base_rent_gbp(held, rent_gbp, taken)
    if base_gbp == 0:
        return None
    stepped = bool(held.steps) or held.rent_free_until is not None
    status = firmness({}, (), [str(place.row["rent_status"]), *(held.statuses if stepped else ())])
    basis = str(place.row["rent_source"])
    if stepped:
        basis = "; ".join([basis, *held.sources, "rent-free time, steps and reviews in real terms"])
    if held.expires is not None and held.expires < given.timeline.quarters and not place.owned:
        basis += "; goes on at the last rent after the lease ends, renewal assumed"
    stem, name = ("opportunity-cost", "Opportunity cost of space") if place.owned else ("rent", "Rent")
    cost = replace(_per_m2(place, given, stem, name, base_gbp, status, basis), cash=not place.owned)
    timing = partial(lease.rent_timing, held, rent_gbp, base_gbp, given.timeline)
    return Charge(cost, timing, from_works=True, goes_on=True)


def _rates(place: Place, given: Given) -> Charge | None:
    """Business rates by the rateable value of the whole premises: cash, and a tax, so no cost to the economy.

    While a candidate is fitted out, and a leased centre stands empty, they are owed as on empty space. Space of an
    owned centre that is not released is part of a building in use and owes them in full.
    """
    per_m2_gbp, settings = float(place.row["rateable_value_gbp_per_m2"]), given.settings.rates
    if per_m2_gbp == 0 or given.multipliers is None:
        return None
    rate = rates.rate_of(per_m2_gbp * float(place.row["nia_m2"]), given.multipliers, settings)
    keys = ["costs.rates.year", *(["costs.rates.supplement_share"] if "supplement" in rate.words else [])]
    basis = "; ".join(
        [str(place.row["rateable_value_source"]), rate.words, given.multipliers.source, *keys, "held in real terms"]
    )
    figures = [str(place.row["rateable_value_status"]), str(place.row["nia_status"])]
    status = firmness(given.statuses, keys, figures)
    cost = _per_m2(place, given, "rates", "Business rates", per_m2_gbp * rate.gbp_per_gbp, status, basis)
    return Charge(
        replace(cost, economic=False),
        yearly(given),
        empty=partial(rates.empty_timing, given.timeline, settings),
        from_works=True,
        goes_on=True,
    )


def _service(place: Place, given: Given) -> Charge | None:
    """Service charge, from when space is taken; owed until it is given up."""
    gbp = float(place.row["service_charge_gbp_per_m2_per_year"])
    status, basis = str(place.row["service_charge_status"]), str(place.row["service_charge_source"])
    cost = _per_m2(place, given, "service-charge", "Service charge", gbp, status, basis)
    return Charge(cost, yearly(given), from_works=True, goes_on=True) if gbp else None


def _running(place: Place, given: Given) -> Charge | None:
    """Energy, cleaning and the like of space in use; none of it for space that stands empty."""
    gbp, key = given.settings.running_gbp_per_m2_per_year, "costs.running_gbp_per_m2_per_year"
    cost = _per_m2(place, given, "running", "Running cost", gbp, firmness(given.statuses, [key]), key)
    return Charge(cost, yearly(given)) if gbp else None


def _site_running(place: Place, given: Given) -> Charge:
    """What each place in use costs however large: reception, network line and local management.

    An owned centre that is left is part of a building that stays open, so what is not released goes on, like its space;
    a leased one is given up and saves it all.
    """
    key = "costs.site_running_gbp_per_year"
    cost = Cost(
        stem="site-running", line="Reception, line and local management", group="occupancy", kind="revenue",
        unit="site", rate_gbp=given.settings.site_running_gbp_per_year, per_site=1, per_workstation=0,
        status=firmness(given.statuses, [key]), basis=key,
    )  # fmt: skip
    return Charge(cost, yearly(given), goes_on=place.owned)


def moving_in(place: Place, move: Move, given: Given) -> list[Line]:
    """Fit-out, removal and connection of a place that staff move into. A present centre is connected already."""
    lines = [*_fit_out(place, move, given), *_removal(place, move, given)]
    return lines if place.present_of else [*lines, *_set_up(place, move, given)]


def _with_bias(cost: Cost, category: str, given: Given, keys: Sequence[str], figures: Sequence[str] = ()) -> Cost:
    """The cost with the bias of its category; a figure that bias is added to is no firmer than the bias."""
    behind = [*keys, *bias.keys(category)]
    return replace(
        cost,
        bias_share=bias.added_share(category, given.settings.bias),
        status=firmness(given.statuses, behind, figures),
        basis="; ".join(part for part in [cost.basis, *behind] if part),
    )


def _fit_out(place: Place, move: Move, given: Given) -> list[Line]:
    cost, timing = fit_out_cost(place, given), works_timing(move, given)
    return [*line(cost, place, given, "workstation", timing), *rooms(cost, place, given, timing)]


def fit_out_cost(place: Place, given: Given) -> Cost:
    """Making floor area fit for use, over the quarters before staff move in."""
    cost = Cost(
        stem="fit-out", line="Fit-out", group="works", kind="capital", unit="m²",
        rate_gbp=float(place.row["fit_out_gbp_per_m2"]), per_site=0,
        per_workstation=given.floor_m2_per_workstation, status="", basis=str(place.row["fit_out_source"]),
        per_rooms=added_rooms_m2(place, given),
    )  # fmt: skip
    figures = [str(place.row["fit_out_status"])]
    return _with_bias(cost, "standard_buildings", given, ["costs.fit_out_spread_shares"], figures)


def _removal(place: Place, move: Move, given: Given) -> list[Line]:
    return line(removal_cost(given), place, given, "workstation", spans.once(given.timeline, move.quarter))


def removal_cost(given: Given) -> Cost:
    """Moving each workstation, in the quarter of the move: revenue, since a removal makes no asset."""
    cost = Cost(
        stem="moving", line="Moving", group="transition", kind="revenue", unit="workstations",
        rate_gbp=given.settings.moving_gbp_per_workstation, per_site=0, per_workstation=1, status="", basis="",
    )  # fmt: skip
    return _with_bias(cost, "standard_buildings", given, ["costs.moving_gbp_per_workstation"])


def _set_up(place: Place, move: Move, given: Given) -> list[Line]:
    """Connecting a new place to network and telephony, in the quarter before the move: equipment, no building."""
    cost = Cost(
        stem="set-up", line="Network and telephony connection", group="systems", kind="capital", unit="site",
        rate_gbp=given.settings.site_set_up_gbp, per_site=1, per_workstation=0, status="", basis="",
    )  # fmt: skip
    cost = _with_bias(cost, "equipment", given, ["costs.site_set_up_gbp"])
    return line(cost, place, given, "site", spans.once(given.timeline, max(move.quarter - 1, 0)))


def leaving(place: Place, move: Move, given: Given) -> list[Line]:
    """The penalty of the break by which a present centre that is left is given up."""
    if not place.present_of or move.vacation is None or move.vacation.penalty_gbp == 0:
        return []
    cost = Cost(
        stem="break-penalty", line="Penalty of the lease break", group="property", kind="revenue", unit="lease",
        rate_gbp=move.vacation.penalty_gbp, per_site=1, per_workstation=0,
        status=firmness({}, (), place.lease.statuses), basis="; ".join(place.lease.sources),
    )  # fmt: skip
    return line(cost, place, given, "left", spans.once(given.timeline, move.vacation.at))
