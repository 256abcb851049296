"""What do-nothing costs each authority a year, held against what it really spends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from feasibility.costs.lines import SHARED
from feasibility.costs.timeline import QUARTERS_PER_YEAR, Timeline
from feasibility.options import DO_NOTHING
from feasibility.tables import checked, headings
from feasibility.tables.funding import BaselineTable
from feasibility.wording import SHARE, number, pounds

ACCOMMODATION, MILEAGE = "accommodation", "mileage"
ITEMS = (ACCOMMODATION, MILEAGE)
"""Items that every authority is asked for."""
ACCOMMODATION_GROUPS = ("occupancy", "property")
"""Groups of the cost sheet that an accommodation budget holds."""
NONE = float("nan")
Row = dict[str, str | float]


@dataclass(frozen=True)
class Prices:
    """Deflators by calendar year in which a financial year begins, and the year of the study's prices."""

    index: Mapping[int, float]
    base_year: int

    def level(self, financial_year: str) -> float | None:
        """Prices of a financial year over those of the price base; None where the deflators lack either."""
        year = int(financial_year[:4])
        if year == self.base_year:
            return 1.0
        if year in self.index and self.base_year in self.index:
            return self.index[year] / self.index[self.base_year]
        return None


def table(
    costs: pd.DataFrame,
    actuals: pd.DataFrame | None,
    authorities: Sequence[str],
    timeline: Timeline,
    prices: Prices,
    *,
    tolerance_share: float,
    mileage_gbp_per_year: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """tables.BaselineTable: accommodation and mileage of every authority, then each other item that it supplied.

    `costs` is tables.CostsTable with the lines of do-nothing; `actuals` is tables.Actuals, None where there are none.
    The opportunity cost of owned space is no cash and no part of a budget. Do-nothing pays nobody for a longer journey,
    so mileage is nil unless given. Lines that the partners share are shown, and held against nothing.
    """
    model = _model(costs, authorities, timeline, mileage_gbp_per_year or {})
    supplied = _supplied(actuals)
    rows: list[Row] = []
    for authority in authorities:
        own = supplied.get(authority, {})
        asked = [*ITEMS, *(item for item in own if item not in ITEMS)]
        for item in asked:
            model_gbp = model[authority].get(item)
            rows += [
                _row(authority, item, model_gbp, entry, prices, tolerance_share) for entry in own.get(item, [None])
            ]
    if model[SHARED]:
        rows.append(_row(SHARED, ACCOMMODATION, model[SHARED].get(ACCOMMODATION), None, prices, tolerance_share))
    frame = pd.DataFrame(rows, columns=list(headings(BaselineTable)))
    return checked(frame.astype(dict.fromkeys(_FIGURES, float)), BaselineTable, "baseline")


_FIGURES = ("model_gbp", "model_in_year_gbp", "actual_gbp", "difference_gbp", "difference_share")


def _model(
    costs: pd.DataFrame, authorities: Sequence[str], timeline: Timeline, mileage: Mapping[str, float]
) -> dict[str, dict[str, float]]:
    """Real pounds a year of do-nothing by payer and item: accommodation, mileage and each line, in small letters.

    Optimism bias is an allowance and not spending, so it is left out; VAT that is lost is in.
    """
    lines = costs[(costs["option_id"] == DO_NOTHING) & (costs["kind"] == "revenue")]
    number_of = {timeline.label(quarter): quarter for quarter in range(timeline.quarters)}
    quarters = lines["last_quarter"].map(number_of) - lines["first_quarter"].map(number_of) + 1
    spent = (lines["cash_gbp"] - lines["bias_gbp"]).where(lines["cash_gbp"] != 0, 0.0)
    yearly = lines.assign(gbp=spent / quarters * QUARTERS_PER_YEAR, item=lines["line"].str.casefold())
    yearly = yearly[spent != 0]
    model: dict[str, dict[str, float]] = {}
    for payer in (*authorities, SHARED):
        mine = yearly[yearly["payer"] == payer]
        by_line = {str(item): float(gbp) for item, gbp in mine.groupby("item")["gbp"].sum().items()}
        space = float(mine.loc[mine["group"].isin(ACCOMMODATION_GROUPS), "gbp"].sum())
        if payer == SHARED:
            model[payer] = {ACCOMMODATION: space} if space else {}
        else:
            model[payer] = by_line | {ACCOMMODATION: space, MILEAGE: float(mileage.get(payer, 0.0))}
    return model


def _supplied(actuals: pd.DataFrame | None) -> dict[str, dict[str, list[Row | None]]]:
    """Actuals by authority and item in small letters, earliest year first."""
    found: dict[str, dict[str, list[Row | None]]] = {}
    if actuals is None:
        return found
    for entry in actuals.sort_values("financial_year", kind="stable").to_dict("records"):
        of_item = found.setdefault(str(entry["authority"]), {})
        of_item.setdefault(str(entry["item"]).casefold(), []).append(entry)
    return found


def _row(
    authority: str, item: str, model_gbp: float | None, actual: Row | None, prices: Prices, tolerance_share: float
) -> Row:
    row: Row = {
        **dict.fromkeys(_FIGURES, NONE),
        "authority": authority,
        "item": item,
        "financial_year": "",
        "model_gbp": NONE if model_gbp is None else model_gbp,
        "source": "",
    }
    if actual is None:
        return row | _without_actual(authority, item, model_gbp or 0.0)
    year, actual_gbp = str(actual["financial_year"]), float(actual["amount_gbp"])
    row |= {"financial_year": year, "actual_gbp": actual_gbp, "source": str(actual["source"])}
    if model_gbp is None:
        words = f"{pounds(actual_gbp)} was spent in {year}; do-nothing has no such line"
        return row | {"ties": "not in the model", "finding": words}
    level = prices.level(year)
    in_year = model_gbp * (1.0 if level is None else level)
    difference = in_year - actual_gbp
    share = difference / actual_gbp if actual_gbp else (0.0 if difference == 0 else NONE)
    ties = abs(difference) <= tolerance_share * actual_gbp
    return row | {
        "model_in_year_gbp": in_year,
        "difference_gbp": difference,
        "difference_share": share,
        "ties": "ties" if ties else "differs",
        "finding": _finding(year, in_year, actual_gbp, tolerance_share, ties=ties)
        + ("" if level is not None else f"; no deflator of {year}, so prices of {prices.base_year} stand beside it"),
    }


def _without_actual(authority: str, item: str, model_gbp: float) -> Row:
    words = f"No actual supplied; the model's {pounds(model_gbp)} a year rests on its own figures"
    if authority == SHARED:
        words = f"{pounds(model_gbp)} a year is divided between the partners by a key; no budget holds it"
    elif item == MILEAGE and model_gbp == 0:
        words = "No actual supplied; do-nothing pays nobody for a longer journey, so the model has none"
    return {"ties": "no actual supplied", "finding": words}


def _finding(year: str, model_gbp: float, actual_gbp: float, tolerance_share: float, *, ties: bool) -> str:
    within = f"{number(tolerance_share, SHARE)} of {pounds(actual_gbp)}"
    beside = "the same as" if model_gbp == actual_gbp else (
        f"{pounds(abs(model_gbp - actual_gbp))} {'above' if model_gbp > actual_gbp else 'below'}"
    )  # fmt: skip
    return (
        f"The model's {pounds(model_gbp)} is {beside} the {pounds(actual_gbp)} spent in {year}: "
        f"{'within' if ties else 'not within'} {within}"
    )
