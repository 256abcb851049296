"""What do nothing is held against, what each option needs beside the money promised, and whether the papers add up."""

import pandas as pd

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.views.partners import best, best_building
from feasibility.publication.views.view import Column, View, named, of_looked_into, tabulate
from feasibility.tables import ALL
from feasibility.tables.accounts import CASH_KINDS

LATER = "Later years"
READ = (
    "Nominal pounds. Needed: cash above what do nothing takes; a minus sign is cash spared. Gap: needed less promised; "
    "a minus sign is money left over. Capital never fills a gap in revenue here, nor revenue one in capital."
)


def baseline(release: Release) -> View:
    """What do nothing costs each authority a year, beside what it really spends."""
    table = release.tables["baseline"]
    names = {**release.authority_names, "shared": "Shared", ALL: "All"}
    held = (
        Column("actual_gbp", "Actual", "Pounds a year", _if_any),
        Column("financial_year", "of the year", "Pounds a year", figures=True),
        Column("model_in_year_gbp", "Model, its prices", "Pounds a year", _if_any),
        Column("difference_gbp", "Less actual", "Pounds a year", _if_any),
    )
    return tabulate(
        table.assign(authority=named(table["authority"], names), item=table["item"].map(wording.capital)),
        "Do nothing beside what was really spent",
        (
            Column("item", "Item"),
            Column("model_gbp", "Model, real", "Pounds a year", _if_any),
            *(held if table["actual_gbp"].notna().any() else ()),
            Column("finding", "Finding"),
        ),
        row_heading="item",
        by="authority",
        note="The model's figure is a mean year of do nothing: revenue cash without optimism bias and without the "
        "opportunity cost of owned space, which no budget holds.",
    )


def baseline_in_words(release: Release) -> str:
    """Whether the baseline ties to actuals, in a sentence."""
    table = release.tables["baseline"]
    held = table[table["ties"] != "no actual supplied"]
    if held.empty:
        return (
            "No actual spending was supplied, so nothing shows that the baseline is what the authorities really pay. "
            "The scenario's file of actuals (accommodation budget, mileage, any cost line) would tie it."
        )
    ties = int((held["ties"] == "ties").sum())
    return (
        f"{ties} of {wording.counted(len(held), 'item')} with an actual {'ties' if ties == 1 else 'tie'} within the "
        "tolerance of the scenario; the table says by how much the model and each actual differ."
    )


def _if_any(column: str, value: float) -> str:
    return "" if pd.isna(value) else wording.figure(column, value)


def widest(release: Release) -> View:
    """How far the need of each option runs ahead of the money promised, and of the money secured, and until when."""
    table = of_looked_into(release, "funding")
    quarters = table[table["span"] == "quarter"]
    rows = []
    for kind in CASH_KINDS:
        for option, of_kind in quarters[quarters["kind"] == kind].groupby("option", sort=False):
            gaps, row = of_kind.set_index("period"), {"option": option, "kind": wording.capital(kind)}
            for short, name in _GAPS.items():
                most = float(gaps[name].max())
                row |= {short: max(most, 0.0), f"{short}_when": str(gaps[name].idxmax()) if most > PENNY_GBP else ""}
            rows.append(row)
    columns = [Column("option", "Option")]
    for short, words in (("promised", "Money promised"), ("secured", "Money secured")):
        columns += [Column(short, "Ahead by (£)", words, _thousands), Column(f"{short}_when", "at the end of", words)]
    return tabulate(
        pd.DataFrame(rows, columns=[*(column.name for column in columns), "kind"]),
        "How far need runs ahead of the money promised and of the money secured",
        tuple(columns),
        row_heading="option",
        by="kind",
        note="Nominal pounds to the nearest £1,000: the greatest gap between what was needed and what had come in, "
        "counted from the start, and the quarter at whose end it stands. 0: the money keeps up throughout.",
    )


PENNY_GBP = 0.005
"""A gap behind the penny is what is left of sums that come to nothing, and stands in no quarter."""
_GAPS = {"promised": "cumulative_gap_gbp", "secured": "cumulative_secured_gap_gbp"}


def _thousands(column: str, value: float) -> str:
    return wording.thousands(f"{column}_gbp", value)


def by_year(release: Release) -> View:
    """What each option needs by year beside the money promised; years after the last payment in one row."""
    table = of_looked_into(release, "funding")
    table = table[table["option_id"].isin([best(release), best_building(release)])]
    years = table[table["span"] == "year"]
    paid = years.loc[years["funded_gbp"] > 0, "period"]
    last = str(paid.max()) if len(paid) else ""
    parts = [_shortened(rows, last) for _, rows in years.groupby(["option_id", "kind"], sort=False)]
    shown = pd.concat(parts, ignore_index=True) if parts else years
    return tabulate(
        shown.assign(of=shown["option"] + ", " + shown["kind"]),
        "Need and funding by year",
        (Column("period", "Financial year"), *_PROFILE),
        row_heading="period",
        by="of",
        note=f"{READ} {LATER}: sums of the years after the last payment, and the gap at the end of the period. The "
        "other options stand in tables/funding.csv.",
    )


def _whole(_: str, value: float) -> str:
    return wording.number(value, wording.POUNDS)


_PROFILE = tuple(
    Column(name, words, write=_whole)
    for name, words in (
        ("need_gbp", "Needed (£)"), ("funded_gbp", "Promised (£)"), ("secured_gbp", "Of it secured (£)"),
        ("gap_gbp", "Gap (£)"), ("cumulative_gap_gbp", "Gap from the start (£)"),
    )
)  # fmt: skip


def _shortened(rows: pd.DataFrame, last: str) -> pd.DataFrame:
    """The years up to the last payment, and the rest in one row."""
    rows = rows.sort_values("period")
    near, far = rows[rows["period"] <= last], rows[rows["period"] > last]
    if len(far) <= 1:
        return rows
    sums = far[["need_gbp", "funded_gbp", "secured_gbp", "gap_gbp"]].sum()
    ends = far.iloc[[-1]].assign(period=LATER, **{str(name): float(gbp) for name, gbp in sums.items()})
    return pd.concat([near, ends])


def checks(release: Release) -> View:
    """What the papers of funding say, held against their own arithmetic and dates."""
    table = release.tables["funding_checks"]
    return tabulate(
        table.assign(
            subject=table["subject"].map(wording.capital),
            holds=table["holds"].map({True: "Holds", False: "To be mended"}),
        ).sort_values("holds", ascending=False, kind="stable"),
        "The funding papers against their own arithmetic and dates",
        (
            Column("check", "Check", width=22),
            Column("subject", "Of", width=18),
            Column("holds", "Holds", width=12),
            Column("finding", "Finding", width=48),
        ),
        row_heading="check",
        note="Reported, never corrected: the figures above are used as the papers state them. "
        "tables/funding_checks.csv has the sums stated and found.",
    )


def checks_in_words(release: Release) -> str:
    """How many of the checks do not hold; blank where there are none."""
    table = release.tables["funding_checks"]
    if table.empty:
        return ""
    wrong = int((~table["holds"]).sum())
    return (
        f"Of {wording.counted(len(table), 'check')} of the funding papers, {wrong} found something to mend."
        if wrong
        else f"All {len(table)} checks of the funding papers hold."
    )
