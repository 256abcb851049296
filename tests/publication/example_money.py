"""Money of the example release: cost lines by hand, and the sums that the tables of the case owe to them.

Ten years from April 2010, in 2010 prices; the two partners divide shared lines by contacts, 36 % and 64 %.
"""

import pandas as pd

from feasibility.tables import STATUSES
from tests.publication.example_tables import made, read, typed

FIRST_YEAR, YEARS = 2010, 10
DISCOUNT_SHARE = 0.035
INFLATION_SHARE = 0.02
KEY = {"bexley": 0.36, "bromley": 0.64}
STAYING = ("do-nothing", "do-minimum", "virtual-pool")

WHOLE = "2010-11 Q1|2019-20 Q4|10"
ONCE = "2010-11 Q1|2010-11 Q2|1"
PAID = "2010-11 Q3|2011-12 Q2|1"
HEAD = (
    "option_id|line_id|line|group|place|payer|kind|quantity|unit|rate_gbp|first_quarter|last_quarter|years|"
    "bias_share|vat_share|cash|npc_gbp|status|basis"
)
COSTS = f"""
{HEAD}
single-kings-house|rent@kings-house|Rent|occupancy|kings-house|shared|revenue|600|m²|120|{WHOLE}|0|0.1|yes|620000|sourced|Rent of the site
single-kings-house|rates@kings-house|Business rates|occupancy|kings-house|shared|revenue|600|m²|36|{WHOLE}|0|0|yes|0|illustrative|Rateable value and multiplier
single-kings-house|fit-out@kings-house|Fit-out|works|kings-house|shared|capital|600|m²|400|{ONCE}|0.25|0.05|yes|300000|assumed|Fit-out of the site
single-kings-house|excess-travel@bromley|Excess travel pay: Bromley|people|all|bromley|revenue|1|scheme|9000|{PAID}|0|0|yes|0|assumed|Policy of the council
single-kings-house|travel-time@all|Staff travel time added|travel|all|shared|travel|4000|hours a year|8|{WHOLE}|0|0|no|275000|illustrative|Journeys and value of time
single-ruxley|rent@ruxley|Rent|occupancy|ruxley|shared|revenue|650|m²|115|{WHOLE}|0|0.1|yes|645000|illustrative|Rent of the site
single-ruxley|rates@ruxley|Business rates|occupancy|ruxley|shared|revenue|650|m²|34|{WHOLE}|0|0|yes|0|illustrative|Rateable value and multiplier
single-ruxley|fit-out@ruxley|Fit-out|works|ruxley|shared|capital|600|m²|384|{ONCE}|0.25|0.05|yes|288000|assumed|Fit-out of the site
single-ruxley|excess-travel@bromley|Excess travel pay: Bromley|people|all|bromley|revenue|1|scheme|12000|{PAID}|0|0|yes|0|assumed|Policy of the council
single-ruxley|travel-time@all|Staff travel time added|travel|all|shared|travel|4200|hours a year|8|{WHOLE}|0|0|no|289000|illustrative|Journeys and value of time
pair-kings-house-ruxley|rent@kings-house|Rent|occupancy|kings-house|shared|revenue|400|m²|120|{WHOLE}|0|0.1|yes|413000|sourced|Rent of the site
pair-kings-house-ruxley|rent@ruxley|Rent|occupancy|ruxley|shared|revenue|400|m²|115|{WHOLE}|0|0.1|yes|396000|illustrative|Rent of the site
pair-kings-house-ruxley|fit-out@all|Fit-out|works|all|shared|capital|800|m²|392|{ONCE}|0.25|0.05|yes|392000|assumed|Fit-out of both sites
pair-kings-house-ruxley|excess-travel@bromley|Excess travel pay: Bromley|people|all|bromley|revenue|1|scheme|6000|{PAID}|0|0|yes|0|assumed|Policy of the council
pair-kings-house-ruxley|travel-time@all|Staff travel time added|travel|all|shared|travel|3000|hours a year|8|{WHOLE}|0|0|no|206000|illustrative|Journeys and value of time
do-nothing|rent@civic-bexley|Rent|occupancy|civic-bexley|bexley|revenue|500|m²|160|{WHOLE}|0|0|yes|688000|sourced|Cost of the space as now
do-nothing|opportunity-cost@civic-bromley|Opportunity cost of space|occupancy|civic-bromley|bromley|revenue|600|m²|180|{WHOLE}|0|0|no|929000|sourced|Cost of the space as now
do-nothing|rates@civic-bromley|Business rates|occupancy|civic-bromley|bromley|revenue|600|m²|50|{WHOLE}|0|0|yes|0|illustrative|Rateable value and multiplier
do-minimum|rent@civic-bexley|Rent|occupancy|civic-bexley|bexley|revenue|500|m²|160|{WHOLE}|0|0|yes|688000|sourced|Cost of the space as now
do-minimum|opportunity-cost@civic-bromley|Opportunity cost of space|occupancy|civic-bromley|bromley|revenue|600|m²|180|{WHOLE}|0|0|no|929000|sourced|Cost of the space as now
do-minimum|rates@civic-bromley|Business rates|occupancy|civic-bromley|bromley|revenue|600|m²|50|{WHOLE}|0|0|yes|0|illustrative|Rateable value and multiplier
do-minimum|repair@civic-bromley|Repair|works|civic-bromley|bromley|capital|1|scheme|100000|{ONCE}|0.25|0|yes|125000|illustrative|Backlog of repairs
virtual-pool|rent@civic-bexley|Rent|occupancy|civic-bexley|bexley|revenue|500|m²|160|{WHOLE}|0|0|yes|688000|sourced|Cost of the space as now
virtual-pool|opportunity-cost@civic-bromley|Opportunity cost of space|occupancy|civic-bromley|bromley|revenue|600|m²|180|{WHOLE}|0|0|no|929000|sourced|Cost of the space as now
virtual-pool|rates@civic-bromley|Business rates|occupancy|civic-bromley|bromley|revenue|600|m²|50|{WHOLE}|0|0|yes|0|illustrative|Rateable value and multiplier
virtual-pool|telephony@all|Joining telephony|systems|all|shared|capital|1|scheme|100000|{ONCE}|2|0|yes|300000|assumed|Cost of one queue
"""  # noqa: E501  one line of the table each

BIAS = """
category|covers|upper_share|lower_share|mitigated_share|used_share
standard_buildings|Offices, fit-out, repair, removal|0.25|0.02|0|0.25
equipment|Telephony and other equipment|2|0.1|0|2
none|Costs that no bias is added to|0|0|0|0
"""


def costs() -> pd.DataFrame:
    """Fit-out of King's House: 600 m² x £400 is £240,000; 25 % bias £60,000; 5 % VAT £12,000; cash £312,000."""
    rows = read(COSTS)
    money = rows[["quantity", "rate_gbp", "years", "bias_share", "vat_share"]].astype(float)
    real = money["quantity"] * money["rate_gbp"] * money["years"]
    bias, vat = real * money["bias_share"], real * money["vat_share"]
    cash = (real + bias + vat).where(rows["cash"] == "yes", 0.0)
    return typed(rows.assign(real_gbp=real, bias_gbp=bias, vat_gbp=vat, cash_gbp=cash), "costs")


def totals(lines: pd.DataFrame) -> pd.DataFrame:
    """Money of each option by its id, as tables.OptionsTable names it: King's House is £920,000 and £275,000."""
    travel = lines["kind"] == "travel"

    def total(rows: pd.DataFrame, column: str = "npc_gbp") -> pd.Series:
        return rows.groupby("option_id")[column].sum().reindex(lines["option_id"].unique(), fill_value=0.0)

    money = pd.DataFrame({"resource_npc_gbp": total(lines[~travel]), "travel_npc_gbp": total(lines[travel])})
    money["total_npc_gbp"] = money["resource_npc_gbp"] + money["travel_npc_gbp"]
    money["cash_gbp"] = total(lines, "cash_gbp")
    for status in STATUSES:
        money[f"{status}_share"] = total(lines[lines["status"] == status]) / money["total_npc_gbp"]
    return money


def quarters(first: str = "", last: str = "") -> list[str]:
    """Names of the quarters from the first to the last, both within; of the whole period where none is named."""
    every = [f"{_year(year)} Q{quarter}" for year in range(YEARS) for quarter in range(1, 5)]
    return every[every.index(first or every[0]) : every.index(last or every[-1]) + 1]


def _year(number: int) -> str:
    return f"{FIRST_YEAR + number}-{(FIRST_YEAR + number + 1) % 100:02d}"


def cash_flow(lines: pd.DataFrame) -> pd.DataFrame:
    """Cash lines spread evenly over their quarters, shared ones divided by the key."""
    rows = []
    for line in lines[lines["cash_gbp"] > 0].itertuples():
        spread = quarters(line.first_quarter, line.last_quarter)
        for partner, share in (KEY if line.payer == "shared" else {line.payer: 1.0}).items():
            part = share / len(spread)
            names = ("real_gbp", "bias_gbp", "vat_gbp", "cash_gbp")
            money = {name: getattr(line, name) * part for name in names}
            same = {"option_id": line.option_id, "partner": partner, "kind": line.kind}
            rows += [same | {"quarter": quarter} | money for quarter in spread]
    flow = pd.DataFrame(rows).groupby(["option_id", "partner", "kind", "quarter"], sort=False).sum().reset_index()
    flow["price_level"] = (1 + INFLATION_SHARE) ** (flow["quarter"].str[:4].astype(int) - FIRST_YEAR)
    return typed(flow.assign(nominal_gbp=flow["cash_gbp"] * flow["price_level"]), "cash_flow")


def cash_by_year(flow: pd.DataFrame) -> pd.DataFrame:
    """The cash flow by financial year."""
    keys = ["option_id", "partner", "kind", "year", "price_level"]
    by_year = flow.assign(year=flow["quarter"].str[:7]).drop(columns="quarter").groupby(keys, sort=False).sum()
    return typed(by_year.reset_index(), "cash_by_year")


def price_levels() -> pd.DataFrame:
    """Prices rise by 2 % a year; the index stands at 50 in 2010."""
    level = pd.Series([(1 + INFLATION_SHARE) ** year for year in range(YEARS)])
    years = [_year(year) for year in range(YEARS)]
    frame = pd.DataFrame({"year": years, "index": 50 * level, "price_level": level})
    status = ["sourced" if year < 2 else "assumed" for year in range(YEARS)]
    return typed(frame.assign(status=status, source="Deflator made for tests"), "price_levels")


def cases(lines: pd.DataFrame, flow: pd.DataFrame) -> pd.DataFrame:
    """Both cases of every option, each figure a sum of the lines or of the cash flow."""
    money, moved = totals(lines), lines.set_index("option_id")
    by_year = flow.assign(year=flow["quarter"].str[:7]).groupby(["option_id", "year"])["cash_gbp"].sum().unstack()  # noqa: PD010
    extra = by_year - by_year.loc["do-nothing"]
    no_cash = moved[(moved["cash_gbp"] == 0) & (moved["kind"] != "travel")]
    transfers = moved[(moved["npc_gbp"] == 0) & (moved["cash_gbp"] > 0)]

    def total(rows: pd.DataFrame, *columns: str) -> pd.Series:
        return rows[list(columns)].sum(axis=1).groupby(level=0).sum().reindex(money.index, fill_value=0.0)

    undiscounted = total(moved[moved["npc_gbp"] > 0], "real_gbp", "bias_gbp")
    cash = money["cash_gbp"]
    nominal = flow.groupby("option_id")["nominal_gbp"].sum()
    kinds = {kind: flow[flow["kind"] == kind].groupby("option_id")["cash_gbp"].sum() for kind in ("capital", "revenue")}
    annuity = sum((1 + DISCOUNT_SHARE) ** -year for year in range(YEARS))
    frame = pd.DataFrame(
        {
            "resources_npc_gbp": money["resource_npc_gbp"],
            "travel_npc_gbp": money["travel_npc_gbp"],
            "total_npc_gbp": money["total_npc_gbp"],
            "bias_npc_gbp": total(moved, "bias_gbp"),
            "npsv_do_nothing_gbp": money["total_npc_gbp"]["do-nothing"] - money["total_npc_gbp"],
            "npsv_do_minimum_gbp": money["total_npc_gbp"]["do-minimum"] - money["total_npc_gbp"],
            "equivalent_annual_gbp": money["total_npc_gbp"] / annuity,
            "discounting_gbp": undiscounted - money["total_npc_gbp"],
            "travel_out_gbp": 0.0 - total(moved[moved["kind"] == "travel"], "real_gbp"),
            "opportunity_out_gbp": 0.0 - total(no_cash, "real_gbp"),
            "transfers_gbp": total(transfers, "real_gbp"),
            "vat_gbp": total(moved, "vat_gbp"),
            "cash_real_gbp": cash,
            "inflation_gbp": nominal - cash,
            "cash_nominal_gbp": nominal,
            "capital_gbp": kinds["capital"].reindex(money.index, fill_value=0.0),
            "revenue_gbp": kinds["revenue"].reindex(money.index, fill_value=0.0),
            "peak_year": by_year.idxmax(axis=1),
            "peak_year_gbp": by_year.max(axis=1),
            "peak_extra_year": extra.idxmax(axis=1).where(extra.max(axis=1) > 0, ""),
            "peak_extra_gbp": extra.max(axis=1).clip(lower=0.0),
            "payback_quarter": "",
            "price_base_year": FIRST_YEAR,
            "green_book_edition": "2003",
            "discount_rate_share": DISCOUNT_SHARE,
            "discount_rate_after_30_share": 0.03,
        }
    ).reindex(money.index)
    return typed(frame.reset_index(names="option_id"), "cases")


def money() -> dict[str, pd.DataFrame]:
    """The tables of cost lines and of both cases."""
    lines = costs()
    flow = cash_flow(lines)
    return {
        "costs": lines,
        "cases": cases(lines, flow),
        "cash_by_year": cash_by_year(flow),
        "cash_flow": flow,
        "price_levels": price_levels(),
        "bias": made(BIAS, "bias"),
    }
