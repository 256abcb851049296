"""The table of switching values: each input against each rival, and against everybody (tables.SwitchingTable)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from feasibility.appraisal import asked_again
from feasibility.appraisal.asked_again import Known
from feasibility.appraisal.switching import crossing, inputs, policy_rate, registered, words
from feasibility.appraisal.switching.inputs import Input
from feasibility.appraisal.switching.leads import Lead
from feasibility.appraisal.switching.repriced import repriced
from feasibility.pricing import Evidence
from feasibility.scenario.model import Settings
from feasibility.tables import checked, headings
from feasibility.tables.switching import ANYBODY, SwitchingTable

LINES, SEARCH = "lines", "search"
NOWHERE = float("nan")


def found(
    settings: Settings, evidence: Evidence, lead: Lead, *, register: pd.DataFrame, fragile: pd.DataFrame,
    costs: pd.DataFrame, drives: "pd.Series[bool]", days: "pd.Series[float]",
) -> pd.DataFrame:  # fmt: skip
    """tables.SwitchingTable.

    `register` and `fragile` are tables.RegisterTable and tables.FragileTable: what changes the winner within its range
    is moved too. `costs` is tables.CostsTable of every option; `drives` and `days` give group id to whether its staff
    drive, and their days on site a week.
    """
    known = asked_again.known(settings, evidence)
    ranges = _ranges(register)
    rows = [row for moved in listed(known, lead, fragile, drives, days) for row in _rows(moved, lead, ranges)]
    rows += policy_rate.rows(lead, costs)
    return checked(_typed(pd.DataFrame(rows, columns=list(headings(SwitchingTable)))), SwitchingTable, "switching")


def listed(
    known: Known, lead: Lead, fragile: pd.DataFrame, drives: "pd.Series[bool]", days: "pd.Series[float]"
) -> list[Input]:
    """Inputs that are moved: of the study, of the places of the leader and its rivals, and what is fragile besides."""
    of_study = inputs.of_study(known, drives, days)
    of_sites = [one for site in lead.sites_asked for one in inputs.of_site(known, site)]
    there = {one.input_id for one in (*of_study, *of_sites)}
    changing = fragile[fragile["changes"] & ~fragile["assumption_id"].isin(there)]
    return [*of_sites, *of_study, *(registered.of_register(known, row) for row in changing.to_dict("records")
                                    if _is_number(row))]  # fmt: skip


def _is_number(row: Mapping[str, object]) -> bool:
    """Whether value and range are one number each: words and lists have no value between two others."""
    figures = pd.to_numeric(pd.Series([str(row[name]) for name in ("value", "low", "high")]), errors="coerce")
    return bool(figures.notna().all())


def _rows(moved: Input, lead: Lead, ranges: Mapping[str, tuple[float, float]]) -> list[dict[str, object]]:
    asked = repriced(moved, lead.options)
    counts: dict[int, dict[str, int]] = {-1: {}, 1: {}}
    for side, passing in counts.items():
        until = crossing.steps(moved, side)[1]
        for rival in lead.rivals:
            count = crossing.pair(moved, asked, lead.leader, rival, side, until)
            if count is not None:
                passing[rival] = count
    ends = {side: crossing.first(moved, asked, lead.leader, passing.values(), side) for side, passing in counts.items()}
    anybody = [_end(moved, lead, ends[side]) for side in (-1, 1)]
    leader = lead.names[lead.leader]
    rows = [
        {
            "rival": ANYBODY,
            "below": anybody[0][0] if anybody[0] else NOWHERE,
            "above": anybody[1][0] if anybody[1] else NOWHERE,
            "leads_below": anybody[0][1] if anybody[0] else "",
            "leads_above": anybody[1][1] if anybody[1] else "",
            "words": words.of_all(moved, leader, anybody[0], anybody[1]),
        }
    ]
    for rival in lead.rivals:
        below, above = (crossing.at(moved, counts[side][rival]) if rival in counts[side] else None for side in (-1, 1))
        name = lead.names[rival]
        rows.append({
            "rival": rival, "below": NOWHERE if below is None else below, "above": NOWHERE if above is None else above,
            "leads_below": "" if below is None else name, "leads_above": "" if above is None else name,
            "words": words.of_pair(moved, leader, name, below, above),
        })  # fmt: skip
    return [_common(moved, lead, ranges) | row for row in rows]


def _end(moved: Input, lead: Lead, found: tuple[int, str] | None) -> tuple[float, str] | None:
    return None if found is None else (crossing.at(moved, found[0]), lead.names.get(found[1], found[1]))


def _common(moved: Input, lead: Lead, ranges: Mapping[str, tuple[float, float]]) -> dict[str, object]:
    low, high = ranges.get(moved.input_id, (NOWHERE, NOWHERE))
    return {
        "input_id": moved.input_id, "input": moved.words, "place": moved.place,
        "unit": moved.form.replace("{}", "").strip(), "leader": lead.leader, "value": moved.told,
        "low": moved.low, "high": moved.high, "range_reason": moved.why,
        "plausible_low": low, "plausible_high": high, "step": moved.step,
        "found_by": LINES if moved.linear else SEARCH, "held": moved.held,
    }  # fmt: skip


def _ranges(register: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Id to the low and high that the register states as numbers."""
    ends = register[["low", "high"]].apply(pd.to_numeric, errors="coerce")
    stated = ends.notna().all(axis=1)
    ids = register.loc[stated, "assumption_id"]
    return dict(zip(ids, ends[stated].itertuples(index=False, name=None), strict=True))


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    figures = ("value", "low", "high", "plausible_low", "plausible_high", "below", "above", "step")
    return frame.astype({name: "float64" if name in figures else "str" for name in frame})


def nearest(table: pd.DataFrame) -> str:
    """The one input that changes the answer soonest, in a sentence; blank where none does in all that was looked at.

    `table` is tables.SwitchingTable. Soonest is within the register's range before beyond it, and then by how large a
    part of the present value the change is; where the present value is nought, of the range looked at.
    """
    found = [(*_distance(row, end), str(row["words"])) for row in table[table["rival"] == ANYBODY].to_dict("records")
             for end in ("below", "above") if row[end] == row[end]]  # fmt: skip
    if not found:
        return ""
    beyond, _, words = min(found)
    within = "" if beyond else " That is within the range that the register calls plausible."
    return f"Of all inputs moved alone, one changes the answer soonest. {words}{within}"


def _distance(row: Mapping[Any, Any], end: str) -> tuple[bool, float]:
    """Whether the value is beyond the plausible range, or none is stated, and how far off it is."""
    at, now = float(row[end]), float(row["value"])
    plausible = float(row["plausible_low"]) <= at <= float(row["plausible_high"])
    return not plausible, abs(at - now) / (abs(now) or abs(float(row["high"]) - float(row["low"])))
