"""Cash by quarter and by year in the public edition, made from its lines."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from feasibility.costs.lines import SHARED
from feasibility.costs.timeline import Timeline
from feasibility.publication.disclosure.costs import at_places
from feasibility.publication.disclosure.rounding import POUNDS_STEP, Floats, in_steps, near
from feasibility.tables import headings
from feasibility.tables.accounts import CASH_KINDS, CashByYearTable, CashFlowTable

PARTS = ("real_gbp", "bias_gbp", "vat_gbp", "cash_gbp")
KEYS = ["option_id", "partner", "kind"]
USES = r"(until-move|not-released|double)"
"""Words in line ids that tell when a place is paid for besides its use; the rest of what it costs runs together."""
END = {"first_quarter": "min", "last_quarter": "max"}
QUARTER_WORDS = " Q"
"""Between the financial year and the number of the quarter in a quarter's label."""


def public_flow(
    flow: pd.DataFrame, costs: pd.DataFrame, keys: Mapping[str, float], timeline: Timeline, *, prices_withheld: bool
) -> pd.DataFrame:
    """tables.CashFlowTable in thousands that add up, for each option and kind, to the rounded sum of its lines.

    Nominal pounds are the cash shown times the price level shown.

    Where `prices_withheld`, what is paid for a place falls evenly on the quarters in which any of it does: a quarter
    free of rent, a step of it, or the one in which duty is paid would tell the rent by subtraction. `costs` is
    tables.CostsTable before it is made public, `keys` each partner's part of what is shared.
    """
    if flow.empty:
        return flow
    told = _evened(flow, costs, keys, timeline) if prices_withheld else flow.reset_index(drop=True)
    shown = told.assign(**{name: _added_up(told, name) for name in PARTS})
    shown = shown.assign(nominal_gbp=shown["cash_gbp"] * shown["price_level"])
    return shown.loc[(shown[list(PARTS)] != 0).any(axis=1), list(headings(CashFlowTable))].reset_index(drop=True)


def by_year(flow: pd.DataFrame) -> pd.DataFrame:
    """tables.CashByYearTable of tables.CashFlowTable: the sums of its quarters."""
    year = _year(flow["quarter"])
    sums = flow.groupby([*(flow[key] for key in KEYS), year], sort=False).agg(
        **{name: (name, "sum") for name in (*PARTS, "nominal_gbp")}, price_level=("price_level", "first")
    )
    return sums.reset_index().astype({"year": "str"})[list(headings(CashByYearTable))]


def _added_up(flow: pd.DataFrame, name: str) -> Floats:
    """A column in thousands: years add up to the sum of their option and kind, quarters to their year."""
    year = _year(flow["quarter"])
    amounts, shown = flow[name].to_numpy(dtype=float), np.zeros(len(flow))
    years = flow[name].groupby([*(flow[key] for key in KEYS), year], sort=False).sum()
    whole = years.to_numpy(dtype=float, copy=True)
    for rows in years.groupby(["option_id", "kind"], sort=False).indices.values():
        whole[rows] = in_steps(whole[rows], POUNDS_STEP, near(float(whole[rows].sum()), POUNDS_STEP))
    of_year = dict(zip(years.index, whole.tolist(), strict=True))
    for key, rows in flow.groupby([*(flow[key] for key in KEYS), year], sort=False).indices.items():
        shown[rows] = in_steps(amounts[rows], POUNDS_STEP, of_year[key])
    return shown


def _evened(flow: pd.DataFrame, costs: pd.DataFrame, keys: Mapping[str, float], timeline: Timeline) -> pd.DataFrame:
    """The flow made anew from its lines, each evenly over its quarters; price levels as they were."""
    labels = [timeline.label(quarter) for quarter in range(timeline.quarters)]
    level = dict(zip(_year(flow["quarter"]), flow["price_level"], strict=True))
    of_cash = costs[costs["cash_gbp"] != 0]
    frames = []
    for option in dict.fromkeys(flow["option_id"]):
        of_option = of_cash[of_cash["option_id"] == option]
        for partner, key in keys.items():
            for kind in CASH_KINDS:
                lines = of_option[of_option["kind"] == kind]
                due = _runs(lines, labels).T
                due = due * np.where(lines["payer"] == SHARED, key, lines["payer"] == partner).astype(float)
                sums = {name: due @ lines[name].to_numpy(dtype=float) for name in PARTS}
                frames.append(
                    pd.DataFrame({"option_id": option, "partner": partner, "kind": kind, "quarter": labels, **sums})
                )
    together = pd.concat(frames, ignore_index=True)
    together = together[(together[list(PARTS)] != 0).any(axis=1)].reset_index(drop=True)
    return together.assign(price_level=_year(together["quarter"]).map(level).fillna(1.0)).astype(
        dict.fromkeys([*KEYS, "quarter"], "str")
    )


def _year(quarters: "pd.Series[str]") -> "pd.Series[str]":
    """The financial year of each quarter's label."""
    return quarters.str.split(QUARTER_WORDS).str[0].rename("year")


def _runs(lines: pd.DataFrame, labels: Sequence[str]) -> Floats:
    """Line by quarter: the part of the line that falls due, even over its span."""
    place_of = {label: place for place, label in enumerate(labels)}
    first, last = (_span(lines, end).map(place_of).to_numpy(dtype=int) for end in ("first_quarter", "last_quarter"))
    quarter = np.arange(len(labels))
    runs = (quarter >= first[:, None]) & (quarter <= last[:, None])
    return np.asarray(runs / runs.sum(axis=1)[:, None])


def _span(lines: pd.DataFrame, end: str) -> "pd.Series[str]":
    """First or last quarter of each line; those of one place and use that rest on its prices share one span."""
    use = lines["line_id"].str.split("@").str[0].str.extract(USES, expand=False).fillna("")
    together = lines[end].groupby([lines["place"], lines["payer"], use]).transform(END[end])
    return lines[end].where(~at_places(lines), together)
