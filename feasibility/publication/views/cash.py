"""Council cash by year and partner, capital and revenue apart, real and nominal; the deflator and the key behind it."""

from dataclasses import replace
from itertools import product

import pandas as pd

from feasibility import wording
from feasibility.appraisal.partners import words
from feasibility.publication.release import Release
from feasibility.publication.views.partners import best, best_building
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
            "Nominal pounds are real ones times the price level of the year (tables/price_levels.csv). The index of a "
            "calendar year is taken for the financial year that begins in it. The index behind it: "
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
        of_cell = mine.set_index(["partner", "kind", "year"])[[REAL, NOMINAL]].to_dict()
        of_year = mine.groupby("year")[[REAL, NOMINAL]].sum().to_dict()
        for year, level in zip(levels["year"], levels["price_level"], strict=True):
            row = {"option_id": option_id, "option": names[str(option_id)], "year": year, "price_level": level}
            for amount in (REAL, NOMINAL):
                for partner, kind in product(release.authority_names, CASH_KINDS):
                    found = of_cell[amount].get((partner, kind, year), 0.0)
                    row[f"{partner}:{kind}:{amount}"] = float(found)
                row[f"all:all:{amount}"] = float(of_year[amount].get(year, 0.0))
            rows.append(row)
    return pd.DataFrame(rows)


def by_year(release: Release) -> View:
    """Every year of every option looked into, by partner and kind, with sums over the period."""
    table, told = wide(release), {str(looked_into(release)["option_id"].iloc[0]), best(release), best_building(release)}
    table = table[table["option_id"].isin(list(told))] if len(table) else table
    title = f"Real, {release.heading.price_base} (£)"
    columns = [
        Column("year", "Year"),
        *(
            Column(f"{partner}:{kind}:{REAL}", f"{name} {kind}", title, _pounds)
            for (partner, name), kind in product(release.authority_names.items(), CASH_KINDS)
        ),
        Column(f"all:all:{REAL}", "All", title, _pounds),
        Column(f"all:all:{NOMINAL}", "All, nominal (£)", write=_pounds),
    ]
    if table.empty:
        return tabulate(pd.DataFrame(columns=[c.name for c in columns]), _CAPTION, tuple(columns), row_heading="year")
    view = tabulate(
        table,
        _CAPTION,
        tuple(columns),
        row_heading="year",
        by="option",
        note=f"{_rounding(release)}: optimism bias and VAT lost are in. A financial year begins on 1 April. A minus "
        "sign is money received. tables/cash_by_year.csv has the other options and nominal pounds of each partner, "
        "tables/cash_flow.csv quarters.",
    )
    sums = table.drop(columns="price_level").groupby("option", sort=False).sum(numeric_only=True)
    named = [column.name for column in columns]
    groups = []
    for group in view.groups:
        cells = {name: _pounds(name, float(gbp)) for name, gbp in sums.loc[group.title].items()} | {"year": "In all"}
        groups += [group, RowGroup("", (tuple(cells.get(name, "") for name in named),), totals=True)]
    return replace(view, groups=tuple(groups))


def _rounding(release: Release) -> str:
    """How finely the pounds are told."""
    if release.edition == "public":
        return "To the nearest £1,000, and made to add up, so like years may differ by £1,000"
    return "Whole pounds"


_CAPTION = "Council cash by year and partner, capital and revenue apart"


def _pounds(_: str, value: float) -> str:
    return wording.number(value, wording.POUNDS)


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
            Column("upper_share", "Upper bound"),
            Column("mitigated_share", "Mitigated"),
            Column("lower_share", "Lower bound"),
            Column("used_share", "Added"),
        ),
        row_heading="category",
        note="Bounds and what is added: shares of the estimate; mitigated: a share of the upper bound. Added: the "
        "upper bound less what is mitigated, never below the lower bound. Nothing is mitigated until somebody has "
        "shown what was done about it.",
    )
