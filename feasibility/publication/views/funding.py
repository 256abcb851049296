"""What do nothing is held against, what each option needs beside the money promised, and whether the papers add up."""

from dataclasses import replace

import pandas as pd

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.views.partners import best
from feasibility.publication.views.view import Column, View, named, of_looked_into, tabulate
from feasibility.tables import ALL
from feasibility.tables.accounts import CASH_KINDS

LATER = "Later years"
_FIGURES = {
    "need_gbp": "Needed",
    "funded_gbp": "Promised",
    "secured_gbp": "Of it secured",
    "gap_gbp": "Gap",
    "cumulative_gap_gbp": "Gap from the start",
}
_PROFILE = tuple(
    Column(f"{name}:{kind}", words, f"{wording.capital(kind)} (£)")
    for kind in CASH_KINDS
    for name, words in _FIGURES.items()
)
_READ = (
    "Nominal pounds. Needed: cash above what do nothing takes; a minus sign is cash spared. Gap: needed less promised; "
    "a minus sign is money left over. Capital never fills a gap in revenue here, nor revenue one in capital."
)


def baseline(release: Release) -> View:
    """What do nothing costs each authority a year, beside what it really spends."""
    table = release.tables["baseline"]
    names = {**release.authority_names, "shared": "Shared", ALL: "All"}
    return tabulate(
        table.assign(authority=named(table["authority"], names), item=table["item"].map(wording.capital)),
        "Do nothing beside what was really spent",
        (
            Column("authority", "Authority"),
            Column("item", "Item"),
            Column("model_gbp", "Model, real (£/yr)", write=_if_any),
            Column("financial_year", "Year of the actual"),
            Column("model_in_year_gbp", "Model, prices of that year (£/yr)", write=_if_any),
            Column("actual_gbp", "Actual (£/yr)", write=_if_any),
            Column("difference_gbp", "Model less actual (£/yr)", write=_if_any),
            Column("finding", "Finding"),
        ),
        row_heading="item",
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
    for option, of_option in quarters.groupby("option", sort=False):
        row: dict[str, object] = {"option": option}
        for kind, of_kind in of_option.groupby("kind", sort=False):
            gaps = of_kind.set_index("period")
            for short, name in _GAPS.items():
                most = float(gaps[name].max())
                row[f"{short}:{kind}"] = max(most, 0.0)
                row[f"{short}:{kind}:when"] = str(gaps[name].idxmax()) if most > PENNY_GBP else ""
        rows.append(row)
    columns = [Column("option", "Option")]
    for kind in CASH_KINDS:
        title = f"{wording.capital(kind)}: furthest ahead of the money"
        for short, words in (("promised", "Promised (£)"), ("secured", "Secured (£)")):
            columns.append(Column(f"{short}:{kind}", words, title, _thousands))
            columns.append(Column(f"{short}:{kind}:when", "by", title, figures=True))
    return tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        "How far need runs ahead of the money promised and of the money secured",
        tuple(columns),
        row_heading="option",
        note="Nominal pounds to the nearest £1,000: the greatest gap between what was needed and what had come in, "
        "counted from the start, and the quarter at whose end it stands. 0: the money keeps up throughout.",
    )


PENNY_GBP = 0.005
"""A gap behind the penny is what is left of sums that come to nothing, and stands in no quarter."""
_GAPS = {"promised": "cumulative_gap_gbp", "secured": "cumulative_secured_gap_gbp"}


def _thousands(column: str, value: float) -> str:
    return wording.thousands(f"{column}_gbp", value)


def _side_by_side(rows: pd.DataFrame) -> pd.DataFrame:
    """One row an option and period, with the figures of each kind under `<figure>:<kind>`; in the order given."""
    keys = ["option_id", "option", "period"]
    shown = rows[keys].drop_duplicates().reset_index(drop=True)
    for kind in CASH_KINDS:
        one = rows.loc[rows["kind"] == kind, [*keys, *_FIGURES]]
        one = one.rename(columns={name: f"{name}:{kind}" for name in _FIGURES})
        shown = shown.merge(one, on=keys, how="left", validate="one_to_one")
    return shown


def by_year(release: Release) -> View:
    """What each option needs by year beside the money promised; years after the last payment in one row."""
    table = of_looked_into(release, "funding")
    years = table[table["span"] == "year"]
    paid = years.loc[years["funded_gbp"] > 0, "period"]
    last = str(paid.max()) if len(paid) else ""
    parts = [_shortened(rows, last) for _, rows in years.groupby(["option_id", "kind"], sort=False)]
    return tabulate(
        _side_by_side(pd.concat(parts, ignore_index=True) if parts else years),
        "Need and funding by year",
        (Column("period", "Financial year"), *(replace(column, write=_whole) for column in _PROFILE)),
        row_heading="period",
        by="option",
        note=f"{_READ} {LATER}: sums of the years after the last payment, and the gap at the end of the period.",
    )


def _whole(_: str, value: float) -> str:
    return wording.number(value, wording.POUNDS)


def _shortened(rows: pd.DataFrame, last: str) -> pd.DataFrame:
    """The years up to the last payment, and the rest in one row."""
    rows = rows.sort_values("period")
    near, far = rows[rows["period"] <= last], rows[rows["period"] > last]
    if len(far) <= 1:
        return rows
    sums = far[["need_gbp", "funded_gbp", "secured_gbp", "gap_gbp"]].sum()
    ends = far.iloc[[-1]].assign(period=LATER, **{str(name): float(gbp) for name, gbp in sums.items()})
    return pd.concat([near, ends])


def by_quarter(release: Release) -> View:
    """The quarters of the programme for the best shared option."""
    table = of_looked_into(release, "funding")
    mine = table[(table["option_id"] == best(release)) & (table["span"] == "quarter")]
    busy = mine[(mine["funded_gbp"] > 0) | (mine["kind"].eq("capital") & (mine["need_gbp"] > 0))]["period"]
    mine = mine[mine["period"] <= busy.max()] if len(busy) else mine
    title = f": {mine['option'].iloc[0]}" if len(mine) else ""
    return tabulate(
        _side_by_side(mine),
        f"Need and funding by quarter{title}",
        (Column("period", "Quarter"), *(replace(column, write=_whole) for column in _PROFILE)),
        row_heading="period",
        note="The best option that shares anything, to the last quarter with a payment or a need for capital. Q1 is "
        "April to June. Read as the table before.",
    )


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
            Column("subject", "Of"),
            Column("stated_gbp", "Stated (£)", write=_if_any),
            Column("found_gbp", "Found (£)", write=_if_any),
            Column("difference_gbp", "Found less stated (£)", write=_if_any),
            Column("holds", "Holds"),
            Column("finding", "Finding"),
        ),
        row_heading="subject",
        by="check",
        note="Reported, never corrected: the figures above are used as the papers state them.",
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
