"""The economic and the financial case side by side, and the way from the one to the other."""

import math
from dataclasses import replace

import pandas as pd

from feasibility import wording
from feasibility.errors import UnsoundPlan
from feasibility.options import DO_NOTHING
from feasibility.publication.release import Release
from feasibility.publication.views.partners import best, best_building
from feasibility.publication.views.view import Column, RowGroup, View, of_looked_into, tabulate
from feasibility.publication.views.withheld import IN_EXEMPT_PART

TOLERANCE_GBP = 0.01
"""The walk is made of the same lines as its ends: to the penny."""
NEVER = "Not within the period"
WALK = (
    ("total_npc_gbp", "Net present social cost"),
    ("discounting_gbp", "Discounting undone"),
    ("travel_out_gbp", "Staff travel taken out: no council pays it"),
    ("opportunity_out_gbp", "Opportunity cost taken out: no cash moves for space that is owned"),
    ("transfers_gbp", "Taxes, transfers and other cash alone put in: business rates, redundancy, excess-travel pay"),
    ("vat_gbp", "VAT lost put in"),
    ("cash_real_gbp", "Cash, real"),
    ("inflation_gbp", "Inflation put in, by the deflator of each year"),
    ("cash_nominal_gbp", "Cash, nominal"),
)
"""Columns of tables.CasesTable from the economic case to the financial one, in order."""
_SUMS = {"cash_real_gbp": WALK[:6], "cash_nominal_gbp": WALK[6:8]}
"""What each sum on the way is the sum of."""


def sentences(release: Release) -> tuple[str, ...]:
    """Price base, discount rates and edition behind the present costs."""
    cases = release.tables["cases"]
    if cases.empty:
        return ()
    row = cases.iloc[0]
    rate, later = (
        wording.number(float(row[name]), wording.FINE_SHARE)
        for name in ("discount_rate_share", "discount_rate_after_30_share")
    )
    return (
        f"Present costs are in prices of {row['price_base_year']}, discounted at {rate} a year to year 30 and "
        f"{later} from year 31 (Green Book, edition of {row['green_book_edition']}). Year 0 is not discounted.",
    )


def economic(release: Release) -> View:
    """What each option costs society, and what it saves against doing nothing and doing the minimum."""
    return tabulate(
        of_looked_into(release, "cases"),
        "Economic case: net present social cost and value",
        (
            Column("option", "Option"),
            Column("total_npc_gbp", "Total", "Net present cost (£)", wording.thousands),
            Column("travel_npc_gbp", "Of it staff travel", "Net present cost (£)", wording.thousands),
            Column("bias_npc_gbp", "Of it optimism bias", "Net present cost (£)", wording.thousands),
            Column("npsv_do_nothing_gbp", "Do nothing", "NPSV against (£)", wording.thousands),
            Column("npsv_do_minimum_gbp", "Do minimum", "NPSV against (£)", wording.thousands),
            Column("equivalent_annual_gbp", "Equivalent annual cost (£/yr)", write=wording.thousands),
        ),
        row_heading="option",
        note="To the nearest £1,000. NPSV, net present social value, is what is saved: a minus sign means that the "
        "option costs more than the one it is set against. Equivalent annual cost: the equal sum a year, year 0 among "
        "them, with the same net present social cost.",
    )


def walk(release: Release) -> View:
    """From the net present social cost to nominal cash, step by step: the best option and the best that share.

    Raises `UnsoundPlan` where the steps do not add up to the penny.
    """
    cases = of_looked_into(release, "cases").set_index("option_id")
    _check(cases)
    cases = cases[cases.index.isin([*cases.index[:1], best(release), best_building(release)])]
    shown = pd.DataFrame({"step": [words for _, words in WALK]})
    columns = [Column("step", "Step (£)")]
    for option_id, option in cases.iterrows():
        shown[str(option_id)] = [
            _step(release, float(option[name]), plus=name not in {WALK[0][0], *_SUMS}) for name, _ in WALK
        ]
        columns.append(Column(str(option_id), str(option["option"]), figures=True))
    view = tabulate(
        shown,
        "From the economic case to the financial case",
        tuple(columns),
        row_heading="step",
        note="Read down: the first row and the steps below it add up to cash, real; with inflation that is cash, "
        f"nominal. {_rounding(release)}",
    )
    rows = view.groups[0].rows if view.groups else ()
    ends = {WALK[0][0], *_SUMS}
    groups = tuple(RowGroup("", (row,), totals=name in ends) for row, (name, _) in zip(rows, WALK, strict=False))
    return replace(view, groups=groups)


def _rounding(release: Release) -> str:
    if release.edition == "public":
        return "To the nearest £1,000, inflation by the price level of each year; tables/cases.csv holds every option."
    return (
        "Whole pounds, each rounded by itself; tables/cases.csv holds every option, and what the steps are rounded "
        "from."
    )


def _step(release: Release, gbp: float, *, plus: bool) -> str:
    """A step in whole pounds; where it was taken out of the edition, that."""
    if math.isnan(gbp) and release.commercial_withheld:
        return IN_EXEMPT_PART
    return wording.number(gbp, wording.POUNDS, plus=plus)


def _check(cases: pd.DataFrame) -> None:
    """A step taken out of the edition leaves no sum to check: it was checked in the edition that has it."""
    for name, steps in _SUMS.items():
        over = cases[[step for step, _ in steps]].sum(axis=1, skipna=False) - cases[name]
        if (over.abs() >= TOLERANCE_GBP).any():
            raise UnsoundPlan(f"the steps from the economic to the financial case do not add up to {name}")


def financial(release: Release) -> View:
    """What each option takes in cash, in which year most, and when it is paid back."""
    cases = of_looked_into(release, "cases")
    return tabulate(
        cases.assign(
            payback=cases["payback_quarter"]
            .where(cases["payback_quarter"] != "", NEVER)
            .mask(cases["option_id"] == DO_NOTHING, ""),
            call=[
                f"{wording.pounds(float(gbp), nearest_1000=True)} in {year}" if year else "None"
                for gbp, year in zip(cases["peak_extra_gbp"], cases["peak_extra_year"], strict=True)
            ],
        ),
        "Financial case: council cash over the period",
        (
            Column("option", "Option"),
            Column("capital_gbp", "Capital", "Real (£)", wording.thousands),
            Column("revenue_gbp", "Revenue", "Real (£)", wording.thousands),
            Column("cash_real_gbp", "In all", "Real (£)", wording.thousands),
            Column("cash_nominal_gbp", "Nominal (£)", write=wording.thousands),
            Column("call", "Most above do nothing in a year, real", figures=True),
            Column("payback", "Paid back by"),
        ),
        row_heading="option",
        note="To the nearest £1,000. Cash holds VAT lost, business rates and optimism bias, and no opportunity cost or "
        "staff time. Real: in pounds of the price base. Nominal: in the prices of each year. Paid back: the first "
        "quarter from which cash saved against do nothing, summed from the start and undiscounted, is never below "
        "nought again. tables/cases.csv has the dearest year of each.",
    )
