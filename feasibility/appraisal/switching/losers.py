"""Why not this site: what each loser loses on, and the least change that would make it first."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from feasibility import enumeration, wording
from feasibility.appraisal import asked_again, ranking
from feasibility.appraisal.asked_again import Known
from feasibility.appraisal.switching import crossing, inputs, parts
from feasibility.appraisal.switching.leads import Lead
from feasibility.appraisal.switching.repriced import repriced
from feasibility.costs.lines import Book
from feasibility.options import STAYING, sites_in_words
from feasibility.pricing import Evidence
from feasibility.scenario.model import Settings
from feasibility.tables import CANNOT_BE_HAD, checked, headings
from feasibility.tables.switching import WhyNotPartsTable, WhyNotTable

NAMED = 3
"""Parts named in a sentence, what is lost most on first; the table has them all."""
LEAST_GBP = 500.0
"""Pounds in sentences are to the nearest £1,000: a part that would read as £0 is left to the table."""
PENNY = 0.01
NOWHERE = float("nan")


@dataclass(frozen=True)
class WhyNot:
    """Losers, and their parts."""

    losers: pd.DataFrame
    """tables.WhyNotTable."""
    parts: pd.DataFrame
    """tables.WhyNotPartsTable: those of one option add up to its gap."""


def why_not(
    settings: Settings, evidence: Evidence, lead: Lead, *, costs: pd.DataFrame, books: Mapping[str, Book]
) -> WhyNot:
    """Every site considered at its best option and at its best alone, and every way of staying, but for the best.

    `costs` is tables.CostsTable of every option, `books` the lines by way of staying or moving.
    """
    known = asked_again.known(settings, evidence)
    of_parts, rows, of_rows = parts.by_part(costs), [], []
    for loser in _losers(known, lead):
        found = parts.differences(of_parts, str(loser["option_id"]), lead.leader) if loser["option_id"] else None
        rows.append(loser | _needed(loser, lead, known, books) if found is not None else loser)
        rows[-1]["words"] = _words(rows[-1], found, lead, known)
        if found is not None:
            of_rows.append(found.assign(**{name: loser[name] for name in ("place", "kind", "option_id")}))
    losers = pd.DataFrame(rows, columns=list(headings(WhyNotTable)))
    together = (
        pd.concat(of_rows, ignore_index=True) if of_rows else pd.DataFrame(columns=list(headings(WhyNotPartsTable)))
    )
    return WhyNot(
        checked(_typed(losers, ("rank", "gap_gbp", "saved_hours_per_year", "rent_gbp_per_m2_per_year")), WhyNotTable,
                "why not"),
        checked(_typed(together[list(headings(WhyNotPartsTable))], ("npc_gbp", "best_npc_gbp", "difference_gbp")),
                WhyNotPartsTable, "why not, in parts"),
    )  # fmt: skip


def _typed(frame: pd.DataFrame, figures: tuple[str, ...]) -> pd.DataFrame:
    return frame.astype({name: "float64" if name in figures else "str" for name in frame})


def _losers(known: Known, lead: Lead) -> list[dict[str, object]]:
    """Sites in the order of the sites file, then ways of staying in the order of the ranking."""
    near, best_sites = ranking.within_reach(lead.ranked), _sites_of(lead, lead.leader)
    moving = ranking.moves(near)
    found: list[dict[str, object]] = []
    for site in (str(s) for s in known.evidence.considered):
        if site in best_sites and lead.leader not in STAYING:
            continue
        name = str(known.evidence.sites.at[site, "name"])
        with_it = moving[[site in sites.split() for sites in moving["sites"]]]
        alone = with_it[with_it["sites"] == site]
        first = with_it["option_id"].head(1).tolist()
        found.append(_loser(site, name, "best with it", with_it) if first else _not_had(site, name, lead))
        if len(alone) and alone["option_id"].head(1).tolist() != first:
            found.append(_loser(site, name, "alone", alone))
    staying = near[near["option_id"].isin(STAYING) & (near["option_id"] != lead.leader)]
    return [*found, *(_loser(i, lead.names[i], "staying", staying[staying["option_id"] == i])
                      for i in staying["option_id"].astype(str))]  # fmt: skip


def _sites_of(lead: Lead, option_id: str) -> tuple[str, ...]:
    return next(option.site_ids for option in lead.options if option.option_id == option_id)


def _loser(place: str, name: str, kind: str, rows: pd.DataFrame) -> dict[str, object]:
    row = rows.iloc[0]
    return {
        "place": place, "name": name, "kind": kind, "option_id": str(row["option_id"]), "rank": float(row["rank"]),
        "gap_gbp": float(row["above_best_gbp"]), "saved_hours_per_year": NOWHERE, "rent_gbp_per_m2_per_year": NOWHERE,
    }  # fmt: skip


def _not_had(site: str, name: str, lead: Lead) -> dict[str, object]:
    """A site none of whose options can be had with everybody in reach."""
    return {
        "place": site, "name": name, "kind": "best with it", "option_id": "", "rank": NOWHERE, "gap_gbp": NOWHERE,
        "saved_hours_per_year": NOWHERE, "rent_gbp_per_m2_per_year": NOWHERE,
    }  # fmt: skip


def _needed(loser: Mapping[str, object], lead: Lead, known: Known, books: Mapping[str, Book]) -> dict[str, object]:
    """Hours of travel worth the gap, and the rent at which the site is first."""
    option = next(option for option in lead.options if option.option_id == loser["option_id"])
    if option.stays:
        return {}
    book, hour_gbp = books[option.book], known.settings.costs.value_of_time_gbp_per_hour
    yearly = book.discounted(book.timeline.each_quarter(book.move_quarter))
    hours = float(str(loser["gap_gbp"])) / (hour_gbp * yearly) if hour_gbp else NOWHERE
    rent = rent_that_suffices(known, lead, str(loser["place"])) if loser["kind"] == "best with it" else NOWHERE
    return {"saved_hours_per_year": hours, "rent_gbp_per_m2_per_year": rent}


def rent_that_suffices(known: Known, lead: Lead, site: str) -> float:
    """The most rent or letting value at a site, in whole pence, at which an option that opens it leads.

    Confirmed by working every option out again there and a penny above. Not a number where even none does not.
    """
    moved = next(
        (one for one in inputs.of_site(known, site) if one.input_id.endswith("rent_gbp_per_m2_per_year")), None
    )
    if moved is None:
        return NOWHERE
    passed = crossing.first(moved, repriced(moved, lead.options), lead.leader, (), -1)
    if passed is None or passed[1] in STAYING or site not in _sites_of(lead, passed[1]):
        return NOWHERE
    return crossing.at(moved, passed[0] - 1)


def paid_once_wins(known: Known, lead: Lead, site: str, gap_gbp: float) -> bool:
    """Whether an option that opens the site leads once a sum of the gap and a penny more is paid towards it in year 0.

    Every option is worked out again with the sum taken off what opening the site costs.
    """
    paid = {}
    for way, problem in known.problems.items():
        off = pd.Series(0.0, index=problem.sites.index).where(problem.sites.index != site, gap_gbp + PENNY)
        paid[way] = replace(problem, sites=problem.sites.assign(open_gbp=problem.sites["open_gbp"] - off))
    option = enumeration.winner(paid, lead.options).option
    return not option.stays and site in option.site_ids


def _words(loser: Mapping[str, object], found: pd.DataFrame | None, lead: Lead, known: Known) -> str:
    name, leader = wording.capital(str(loser["name"])), lead.names[lead.leader]
    if found is None:
        return f"{name} cannot be first: {_reason(str(loser['place']), lead)}."
    gap = wording.pounds(float(str(loser["gap_gbp"])), nearest_1000=True)
    compared = f"{name}{_option(loser, lead)} costs {gap} more than {leader}"
    return f"{compared}{balance(found)}. {_least_change(loser, known)}".strip()


def balance(found: pd.DataFrame) -> str:
    """What an option loses most on against the best and what it gains, in words that go on from a sentence.

    `found` has the parts of the difference (tables.WhyNotPartsTable), what is lost most on first.
    """
    lost = found[found["difference_gbp"] >= LEAST_GBP].head(NAMED)
    gained = found[found["difference_gbp"] <= -LEAST_GBP]
    on = "; ".join(_part(row) for row in lost.to_dict("records"))
    off = "; ".join(_part(row) for row in gained.iloc[::-1].head(NAMED).to_dict("records"))
    return f"{f'. It loses most on {on}' if on else ''}{f'; it gains {off}' if off else ''}"


def _part(row: Mapping[str, object]) -> str:
    gbp, part = float(str(row["difference_gbp"])), str(row["part"])
    size = wording.pounds(abs(gbp), nearest_1000=True)
    return f"{part[0].lower()}{part[1:]} {size} {'more' if gbp > 0 else 'less'}"


def _option(loser: Mapping[str, object], lead: Lead) -> str:
    """How the site is used in the option that is compared."""
    if loser["kind"] == "staying":
        return ""
    row = lead.ranked[lead.ranked["option_id"] == loser["option_id"]].iloc[0].to_dict()
    way = {"apart": "each authority with its own queue", "pooled": "one queue"}.get(str(row["working"]), "")
    if row["sites"] == loser["place"]:
        return f" alone ({way})"
    return f", at its best in {sites_in_words(row)} ({way}),"


def _least_change(loser: Mapping[str, object], known: Known) -> str:
    gap, hours, rent = (
        float(str(loser[name])) for name in ("gap_gbp", "saved_hours_per_year", "rent_gbp_per_m2_per_year")
    )
    pounds = wording.pounds(gap, nearest_1000=True)
    each = hours / float(known.evidence.groups.heads.sum())
    told = (
        f", or {wording.number(hours, wording.COUNT)} hours of staff travel a year saved besides, "
        f"{wording.number(each, wording.COUNT)} a head"
    )
    saved = "" if math.isnan(hours) else told
    if loser["kind"] != "best with it":
        return f"To be level it lacks {pounds} paid in year 0{saved}."
    now = float(known.evidence.sites.at[str(loser["place"]), "rent_gbp_per_m2_per_year"])
    owned = known.evidence.sites.at[str(loser["place"]), "tenure"] == "owned"
    price = "letting value" if owned else "rent"
    if not math.isnan(rent):
        return (
            f"It would be first at a {price} of £{wording.number(rent, wording.RATE)} a m² a year or less (now "
            f"£{wording.number(now, wording.RATE)})."
        )
    return f"No {price} alone, down to nothing, would make it first: it lacks {pounds} paid in year 0{saved}."


def _reason(site: str, lead: Lead) -> str:
    rows = lead.ranked[[site in sites.split() for sites in lead.ranked["sites"]]]
    rows = ranking.moves(rows)
    reached = rows[rows["verdict"] != CANNOT_BE_HAD]
    first = (reached if len(reached) else rows).head(1)
    return str(first["reason"].iloc[0]) if len(first) else "no option opens it"
