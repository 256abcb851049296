"""Money promised to the programme set against the cash that options need, by quarter and year, in nominal pounds."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from feasibility.costs.timeline import QUARTERS_PER_YEAR, Timeline
from feasibility.options import DO_NOTHING
from feasibility.scenario.funding import FundingSettings
from feasibility.tables import checked, headings
from feasibility.tables.accounts import CASH_KINDS
from feasibility.tables.funding import FundingTable
from feasibility.wording import pounds

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
PAYMENT = "payment"


def of_cash_flow(cash_flow: pd.DataFrame, timeline: Timeline) -> pd.DataFrame:
    """Cash as `against` takes it, from tables.CashFlowTable: quarters by number, pounds nominal."""
    number_of = {timeline.label(quarter): quarter for quarter in range(timeline.quarters)}
    return pd.DataFrame(
        {
            "option_id": cash_flow["option_id"],
            "payer": cash_flow["partner"],
            "kind": cash_flow["kind"],
            "quarter": cash_flow["quarter"].map(number_of).astype(int),
            "cash_gbp": cash_flow["nominal_gbp"],
        }
    )


def against(
    cash: pd.DataFrame,
    funding: pd.DataFrame,
    options: Sequence[str],
    timeline: Timeline,
    settings: FundingSettings,
    *,
    baseline: str = DO_NOTHING,
) -> pd.DataFrame:
    """tables.FundingTable of `options`, in their order: capital and revenue apart, quarters and then years.

    `cash` holds option_id, payer, kind, quarter (from 0) and cash_gbp (nominal), of the options and of `baseline`,
    whose cash present budgets already meet; what an option takes above it is to be found. `funding` is tables.Funding;
    of it only payments whose quarter lies on the timeline count. Raises `ValueError` where `cash` lacks an option.
    """
    missing = sorted({*options, baseline} - set(cash["option_id"]))
    if missing:
        raise ValueError(f"no cash is given of {', '.join(missing)}")
    by_quarter = cash.groupby(["option_id", "kind", "quarter"])["cash_gbp"].sum()
    frames = []
    for kind in CASH_KINDS:
        promised, secured = _paid(funding, kind, timeline)
        present = _laid_out(by_quarter, baseline, kind, timeline)
        for option in options:
            need = _laid_out(by_quarter, option, kind, timeline) - present
            frames += _spans(option, kind, np.stack([need, promised, secured]), timeline, settings)
    order = {option: place for place, option in enumerate(options)}
    table = pd.concat(frames, ignore_index=True)
    table = table.sort_values("option_id", key=lambda ids: ids.map(order), kind="stable", ignore_index=True)
    return checked(table[list(headings(FundingTable))], FundingTable, "funding")


def quarter_of(payments: pd.DataFrame, timeline: Timeline) -> "pd.Series[int]":
    """The quarter, from 0, of each payment; negative before the timeline, `timeline.quarters` or more after it."""
    return payments["quarter_from"].map(lambda text: timeline.quarter_on(date.fromisoformat(text))).astype(int)


def findings(table: pd.DataFrame, options: Sequence[str]) -> dict[str, str]:
    """What tables.FundingTable says of each option, in a sentence a kind of money: option id to sentences."""
    years = table[table["span"] == "year"]
    said = {}
    for option in options:
        of_option = years[years["option_id"] == option]
        said[option] = ". ".join(_finding(kind, of_option[of_option["kind"] == kind]) for kind in CASH_KINDS)
    return said


def _paid(funding: pd.DataFrame, kind: str, timeline: Timeline) -> tuple[Floats, Floats]:
    """Payments of a kind by quarter of the timeline: all of them, and those secured."""
    payments = funding[(funding["entry"] == PAYMENT) & (funding["kind"] == kind)]
    quarters = quarter_of(payments, timeline)
    within = quarters.between(0, timeline.quarters - 1)
    every, sure = np.zeros(timeline.quarters), np.zeros(timeline.quarters)
    amounts, firm = payments.loc[within, "amount_gbp"].to_numpy(), payments.loc[within, "secured"].to_numpy(dtype=bool)
    places = quarters[within].to_numpy()
    np.add.at(every, places, amounts)
    np.add.at(sure, places[firm], amounts[firm])
    return every, sure


def _laid_out(by_quarter: "pd.Series[float]", option: str, kind: str, timeline: Timeline) -> Floats:
    """Cash of an option and kind in each quarter of the timeline."""
    if (option, kind) not in by_quarter.index.droplevel("quarter"):
        return np.zeros(timeline.quarters)
    found = by_quarter.loc[(option, kind)].reindex(range(timeline.quarters), fill_value=0.0)
    return np.asarray(found.to_numpy(dtype=float))


def _spans(
    option: str, kind: str, amounts: Floats, timeline: Timeline, settings: FundingSettings
) -> list[pd.DataFrame]:
    """Rows by quarter for the first years, then by year for all; `amounts` is needed, promised and secured."""
    shown = min(settings.years_by_quarter * QUARTERS_PER_YEAR, timeline.quarters)
    of_years = amounts.reshape(len(amounts), -1, QUARTERS_PER_YEAR).sum(axis=2)
    quarters = [timeline.label(quarter) for quarter in range(shown)]
    years = [timeline.year_label(year) for year in range(timeline.years)]
    by_span = (("quarter", quarters, amounts[:, :shown]), ("year", years, of_years))
    return [_rows(option, kind, span, periods, values) for span, periods, values in by_span if periods]


def _rows(option: str, kind: str, span: str, periods: list[str], amounts: Floats) -> pd.DataFrame:
    need, promised, secured = amounts
    share = np.divide(secured, promised, out=np.full(len(periods), np.nan), where=promised > 0)
    return pd.DataFrame(
        {
            "option_id": option,
            "kind": kind,
            "span": span,
            "period": periods,
            "need_gbp": need,
            "funded_gbp": promised,
            "secured_gbp": secured,
            "secured_share": share,
            "gap_gbp": need - promised,
            "cumulative_gap_gbp": (need - promised).cumsum(),
            "cumulative_secured_gap_gbp": (need - secured).cumsum(),
        }
    )


def _finding(kind: str, years: pd.DataFrame) -> str:
    """One kind of money of one option: what is needed and promised, and when the gap is widest."""
    needed, promised, secured = (float(years[name].sum()) for name in ("need_gbp", "funded_gbp", "secured_gbp"))
    beyond = "more" if needed >= 0 else "less"
    parts = [f"{pounds(abs(needed))} {beyond} {kind} than now over the period", f"{pounds(promised)} promised"]
    if promised:
        parts[-1] += f", {pounds(secured)} of it secured"
    widest = years.loc[years["cumulative_gap_gbp"].idxmax()]
    gap = float(widest["cumulative_gap_gbp"])
    parts.append(
        f"the gap is widest at the end of {widest['period']}, {pounds(gap)}" if gap > 0 else "no gap in any year"
    )
    return "; ".join(parts)
