"""Price levels: what turns real pounds of the price base into nominal pounds of a year.

The deflator of a calendar year is taken for the financial year that begins in it. Nominal pounds are used for cash and
affordability only; nothing nominal is ever discounted.
"""

import pandas as pd

from feasibility.costs import words
from feasibility.costs.timeline import Timeline
from feasibility.errors import InputError, raise_all
from feasibility.scenario.costs import CostsSettings
from feasibility.tables import checked
from feasibility.tables.accounts import PriceLevelsTable

BETWEEN = "Between {} and {}, at one yearly rate"
BEYOND = "Beyond {}, by costs.inflation_after_table_share"


def base_only(price_base_year: int) -> pd.DataFrame:
    """tables.Deflators of one year, for a scenario that names no file: every later year rises as assumed."""
    return pd.DataFrame(
        {"year": [price_base_year], "index": [100.0], "source": ["Price base year"], "status": ["assumed"]}
    )


def levels(deflators: pd.DataFrame, timeline: Timeline, price_base_year: int, settings: CostsSettings) -> pd.DataFrame:
    """tables.PriceLevelsTable, indexed by year of the timeline from 0; `deflators` is tables.Deflators.

    A year between two rows lies on the curve of one yearly rate through them, and is assumed; so is a year beyond the
    last. A level is no firmer than the index of the price base year. Raises `InputError` where the price base year or
    the first financial year comes before the table.
    """
    table = deflators.sort_values("year").set_index("year")
    first = int(table.index[0])
    wanted = {"study.price_base_year": price_base_year, "costs.first_financial_year": timeline.first_financial_year}
    raise_all(
        InputError,
        "table of deflators",
        [
            f"{setting} is {year}, before the first year of the table ({first}); add a row for {year}"
            for setting, year in wanted.items()
            if year < first
        ],
    )
    rise_share = settings.inflation_after_table_share
    base_index, base_status, _ = _index(table, price_base_year, rise_share)
    rows = []
    for year in range(timeline.years):
        index, status, source = _index(table, timeline.first_financial_year + year, rise_share)
        firm = words.least_firm([status, base_status])
        rows.append((timeline.year_label(year), index, index / base_index, firm, source))
    frame = pd.DataFrame(rows, columns=["year", "index", "price_level", "status", "source"])
    return checked(frame, PriceLevelsTable, "price levels")


def _index(table: pd.DataFrame, year: int, rise_share: float) -> tuple[float, str, str]:
    """Index, status and source of a year; `table` is sorted and indexed by year, and begins no later than `year`."""
    if year in table.index:
        row = table.loc[year]
        return float(row["index"]), str(row["status"]), str(row["source"])
    before = int(table.index[table.index < year].max())
    index = float(table.loc[before, "index"])
    later = table.index[table.index > year]
    if later.empty:
        return index * (1 + rise_share) ** (year - before), "assumed", BEYOND.format(before)
    after = int(later.min())
    rise = float(table.loc[after, "index"]) / index
    return index * rise ** ((year - before) / (after - before)), "assumed", BETWEEN.format(before, after)
