"""The example release with cost lines whose present costs follow from their quarters, for the sums of the workbook."""

from dataclasses import replace
from functools import cache

import pandas as pd

from feasibility.publication.disclosure.costs import public_costs
from feasibility.publication.release import Release
from feasibility.tables import CostsTable, checked
from tests.publication.example_money import DISCOUNT_SHARE, FIRST_YEAR, totals
from tests.publication.example_release import example_release

UNEVEN = ("single-kings-house", "rent@kings-house")
"""A line with a year and a half free of rent: paid for 8.5 of 10 years, so its timing cannot be read from its ends."""
WHOLE = ("options", "costs", "cases", "price_levels", "bias", "sites")
"""Tables that the sums or their sheets rest on, and the sites for their names."""
MONEY = ("resource_npc_gbp", "travel_npc_gbp", "total_npc_gbp", "cash_gbp")


@cache
def exact() -> Release:
    """The exempt edition: pounds to the penny."""
    release = example_release()
    lines = _present(release.tables["costs"])
    return _with(replace(release, edition="exempt", marking="Exempt"), lines)


def rounded() -> Release:
    """The public edition of the same: places merged, pounds to the thousand."""
    return _with(
        replace(exact(), edition="public", marking=""), public_costs(exact().tables["costs"], prices_withheld=True)
    )


def factor(quarter: str) -> float:
    """Of a quarter such as `2011-12 Q1`: 1 / 1.035 to the power of the year."""
    return float((1 + DISCOUNT_SHARE) ** -(int(quarter[:4]) - FIRST_YEAR))


def span(first: str, last: str) -> list[str]:
    """The quarters from the first to the last."""
    every = [f"{y}-{(y + 1) % 100:02d} Q{q}" for y in range(FIRST_YEAR, FIRST_YEAR + 10) for q in range(1, 5)]
    return every[every.index(first) : every.index(last) + 1]


def _present(lines: pd.DataFrame) -> pd.DataFrame:
    lines = lines.copy()
    free = (lines["option_id"] == UNEVEN[0]) & (lines["line_id"] == UNEVEN[1])
    for name in ("real_gbp", "bias_gbp", "vat_gbp", "cash_gbp"):
        lines.loc[free, name] *= 0.85
    counted = lines["npc_gbp"] != 0
    means = []
    for first, last, late in zip(lines["first_quarter"], lines["last_quarter"], free, strict=True):
        paid = span(first, last)[6 if late else 0 :]
        means.append(sum(map(factor, paid)) / len(paid))
    lines["npc_gbp"] = ((lines["real_gbp"] + lines["bias_gbp"]) * means).where(counted, 0.0)
    return checked(lines, CostsTable, "costs")


def _with(release: Release, lines: pd.DataFrame) -> Release:
    money = totals(lines)
    options = release.tables["options"].set_index("option_id", drop=False)
    for name in MONEY:
        options[name] = money[name].reindex(options.index)
    return replace(release, tables={**release.tables, "costs": lines, "options": options.reset_index(drop=True)})
