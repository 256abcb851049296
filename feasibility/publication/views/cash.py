"""Council cash by year and partner, capital and revenue apart, real and nominal; the deflator and the key behind it."""

from dataclasses import replace
from itertools import product

import pandas as pd

from feasibility import wording
from feasibility.appraisal.partners import words
from feasibility.publication import cash_chart
from feasibility.publication.release import Release
from feasibility.publication.views.view import Column, RowGroup, View, looked_into, option_names, tabulate
from feasibility.tables.accounts import CASH_KINDS

REAL, NOMINAL = "cash_gbp", "nominal_gbp"
CONTACTS = "contacts"
"""Key in use where the agreed one is left out."""


def key_in_use(release: Release) -> pd.DataFrame:
    """Rows of tables.KeysTable of the key that divides cash: the agreed one, or contacts where that is left out."""
    keys = release.tables["keys"]
    agreed = keys[keys["agreed"]]
    return agreed if len(agreed) and agreed["key_share"].notna().all() else keys[keys["key"] == CONTACTS]


def sentences(release: Release) -> tuple[str, ...]:
    """The key by which shared lines are divided, and the deflator of nominal pounds."""
    names, keys, levels = release.authority_names, key_in_use(release), release.tables["price_levels"]
    said = []
    if len(keys):
        shares = tuple(
            f"{names[str(row['authority'])]} {wording.number(float(row['key_share']), wording.FINE_SHARE)}"
            for _, row in keys.iterrows()
        )
        said.append(
            f"Lines that the partners share are divided by {words.key_name(str(keys['key'].iloc[0]), len(names))}: "
            f"{wording.joined(shares)}. Every other line stands with the authority that pays it."
        )
    if len(levels):
        said.append(
            "Nominal pounds are real ones times the price level of the year. The index behind it: "
            f"{wording.joined(tuple(dict.fromkeys(levels['source'])))}."
        )
    return tuple(said)


def wide(release: Release) -> pd.DataFrame:
    """Cash of the options looked into, one row an option and financial year; nought where nothing falls due.

    Columns `option_id`, `option`, `year`, `price_level`; `<partner>:<kind>:<cash_gbp or nominal_gbp>` in pounds, and
    the same with `all` for the partner and the kind.
    """
    cash, levels = release.tables["cash_by_year"], release.tables["price_levels"]
    names, rows = option_names(release), []
    for option_id in looked_into(release)["option_id"]:
        mine = cash[cash["option_id"] == option_id]
        of_cell = mine.set_index(["partner", "kind", "year"])[[REAL, NOMINAL]]
        for year, level in zip(levels["year"], levels["price_level"], strict=True):
            row = {"option_id": option_id, "option": names[str(option_id)], "year": year, "price_level": level}
            for amount in (REAL, NOMINAL):
                for partner, kind in product(release.authority_names, CASH_KINDS):
                    found = of_cell[amount].get((partner, kind, year), 0.0)
                    row[f"{partner}:{kind}:{amount}"] = float(found)
                row[f"all:all:{amount}"] = float(mine.loc[mine["year"] == year, amount].sum())
            rows.append(row)
    return pd.DataFrame(rows)


def chart(release: Release) -> str:
    """The same table as bars: cash of all partners, real, capital on top of revenue."""
    table = wide(release)
    if table.empty:
        return ""
    kinds = {kind: sum(table[f"{p}:{kind}:{REAL}"] for p in release.authority_names) for kind in CASH_KINDS}
    return cash_chart.by_year(table.assign(**kinds))


def by_year(release: Release) -> View:
    """Every year of every option looked into, by partner and kind, with sums over the period."""
    table = wide(release)
    columns = [Column("year", "Year")]
    for amount, title in ((REAL, f"Real, {release.heading.price_base} (£)"), (NOMINAL, "Nominal (£)")):
        columns += [
            Column(f"{partner}:{kind}:{amount}", f"{name} {kind}", title, _pounds)
            for (partner, name), kind in product(release.authority_names.items(), CASH_KINDS)
        ]
        columns.append(Column(f"all:all:{amount}", "All", title, _pounds))
        if amount == REAL:
            columns.append(Column("price_level", "Price level"))
    if table.empty:
        return tabulate(pd.DataFrame(columns=[c.name for c in columns]), _CAPTION, tuple(columns), row_heading="year")
    columns = [c if c.name != "price_level" else Column(c.name, c.heading, write=_level) for c in columns]
    view = tabulate(
        table,
        _CAPTION,
        tuple(columns),
        row_heading="year",
        by="option",
        note="Whole pounds: optimism bias and VAT lost are in. A financial year begins on 1 April. A minus sign is "
        "money received. Quarters are in the file cash_flow.csv.",
    )
    sums = table.drop(columns="price_level").groupby("option", sort=False).sum(numeric_only=True)
    named = [column.name for column in columns]
    groups = []
    for group in view.groups:
        cells = {name: _pounds(name, float(gbp)) for name, gbp in sums.loc[group.title].items()} | {"year": "In all"}
        groups += [group, RowGroup("", (tuple(cells.get(name, "") for name in named),), totals=True)]
    return replace(view, groups=tuple(groups))


_CAPTION = "Council cash by year and partner, capital and revenue apart"


def _pounds(_: str, value: float) -> str:
    return wording.number(value, wording.POUNDS)


def _level(_: str, value: float) -> str:
    return "" if pd.isna(value) else wording.number(value, wording.LEVEL)


def price_levels(release: Release) -> View:
    """The deflator of each year and how firm it is."""
    return tabulate(
        release.tables["price_levels"],
        "Price levels used for nominal pounds",
        (
            Column("year", "Financial year"),
            Column("index", "Index"),
            Column("price_level", "Price level (price base = 1)"),
            Column("status", "Firmness"),
            Column("source", "Source"),
        ),
        row_heading="year",
        note="The index of a calendar year is taken for the financial year that begins in it. Nothing nominal is "
        "discounted.",
    )


_CATEGORIES = {
    "standard_buildings": "Standard buildings",
    "non_standard_buildings": "Non-standard buildings",
    "equipment": "Equipment and development",
    "outsourcing": "Outsourcing",
    "none": "No bias added",
}


def bias(release: Release) -> View:
    """What is added for optimism bias in each category, and how that follows from the bounds."""
    table = release.tables["bias"]
    return tabulate(
        table.assign(category=table["category"].map(_CATEGORIES)),
        "Optimism bias added to estimates, by category of cost",
        (
            Column("category", "Category"),
            Column("covers", "What falls under it"),
            Column("upper_share", "Upper bound (% of estimate)"),
            Column("mitigated_share", "Mitigated (% of upper bound)"),
            Column("lower_share", "Lower bound (% of estimate)"),
            Column("used_share", "Added (% of estimate)"),
        ),
        row_heading="category",
        note="Added: the upper bound less what is mitigated, never below the lower bound. Nothing is mitigated until "
        "somebody has shown what was done about it.",
    )
