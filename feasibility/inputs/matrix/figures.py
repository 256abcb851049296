"""Times and lengths of a matrix into minutes and km, and whether they can be journeys at all."""

from collections.abc import Mapping

import pandas as pd

from feasibility.inputs.matrix.layouts import KM_PER, MINUTES_PER
from feasibility.inputs.typed import NUMBER_WORDS, PLAIN_NUMBER, in_rows

BLANKS = ("", "na", "n/a", "nan", "null", "none", "-", "inf", "<null>")
"""What tools write where they found no journey, in small letters."""
MINUTES_MOST = {"car": 600.0, "transit": 600.0, "cycle": 6000.0, "walk": 6000.0}
"""No journey of a matrix is longer: 600 km at walking pace, a day's drive (assumed)."""
MEDIAN_MINUTES = {"car": (2.0, 180.0), "transit": (3.0, 240.0), "cycle": (2.0, 300.0), "walk": (2.0, 900.0)}
"""Half of the journeys of a matrix lie above the first and below the second, or its unit is mistaken (assumed)."""
MEDIAN_KM_PER_HOUR = {"car": (2.0, 130.0), "transit": (1.0, 200.0), "cycle": (2.0, 50.0), "walk": (0.5, 12.0)}
"""So do their speeds, or the unit of the times or lengths is mistaken (assumed)."""
MEDIAN_OF = 5
"""A median is held against these only where this many journeys make it."""


def numbers(cells: "pd.Series[str]", rows: "pd.Index[int]", column: str) -> "tuple[pd.Series[float], list[str]]":
    """Cells as numbers, NaN where the tool found no journey; a fault for those that are neither, and for negative ones.

    `rows` are the row numbers of the file; no cell is quoted.
    """
    parsed = pd.to_numeric(cells, errors="coerce").astype(float)
    others = cells[parsed.isna()]
    others = others[~others.str.lower().isin(BLANKS)]
    marked = others[others.str.fullmatch(PLAIN_NUMBER)]  # thousands with commas
    parsed.loc[marked.index] = pd.to_numeric(marked.str.replace(",", ""), errors="coerce")
    parsed = parsed.where(parsed.abs() != float("inf"))
    wrong = parsed.isna() & cells.index.isin(others.index)
    return parsed, [
        *in_rows(column, rows[wrong].unique(), f"not a number; {NUMBER_WORDS}"),
        *in_rows(column, rows[(parsed < 0).to_numpy()].unique(), "is negative; give the journey one way"),
    ]


def in_minutes(times: "pd.Series[float]", unit: str) -> "pd.Series[float]":
    """Times in minutes."""
    return times * MINUTES_PER[unit]


def in_km(lengths: "pd.Series[float]", unit: str) -> "pd.Series[float]":
    """Lengths in km."""
    return lengths * KM_PER[unit]


def implausible(pairs: pd.DataFrame, unit: str, columns: tuple[str, str]) -> list[str]:
    """Faults of a matrix whose times or lengths cannot be journeys: a mistaken unit, most likely.

    `pairs` has row, mode, minutes and km; `columns` is what the columns of times and lengths are called.
    """
    faults = []
    for mode, of_mode in pairs[pairs["mode"].isin(MINUTES_MOST)].groupby("mode", sort=True, observed=True):
        mistaken = _median_faults(str(mode), of_mode, unit, columns) if len(of_mode) >= MEDIAN_OF else []
        most = MINUTES_MOST[str(mode)]
        faults += mistaken or in_rows(
            columns[0], pd.Index(of_mode.loc[of_mode["minutes"] > most, "row"].unique()),
            f"a journey by {mode} of more than {most:g} minutes when read as {unit}; is the unit right?",
        )  # fmt: skip
    return faults


def _median_faults(mode: str, pairs: pd.DataFrame, unit: str, columns: tuple[str, str]) -> list[str]:
    minutes = float(pairs["minutes"].median())
    if _outside(minutes, MEDIAN_MINUTES, mode):
        others = " or ".join(other for other in MINUTES_PER if other != unit)
        longer = "longer" if minutes > MEDIAN_MINUTES[mode][1] else "shorter"
        return [
            f"column {columns[0]}: half of the journeys by {mode} are {longer} than {_rounded(minutes)} minutes when "
            f"read as {unit}; if they are {others}, say so with unit"
        ]
    moving = pairs[(pairs["minutes"] > 0) & (pairs["km"] > 0)]
    speed = float((moving["km"] / moving["minutes"] * 60).median()) if len(moving) >= MEDIAN_OF else float("nan")
    if _outside(speed, MEDIAN_KM_PER_HOUR, mode):
        faster = "faster" if speed > MEDIAN_KM_PER_HOUR[mode][1] else "slower"
        return [
            f"column {columns[1]}: half of the journeys by {mode} are {faster} than {_rounded(speed)} km an hour; say "
            "what the lengths are with length_unit (km, metres or miles), or the times with unit"
        ]
    return []


def _rounded(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def _outside(value: float, bounds: Mapping[str, tuple[float, float]], mode: str) -> bool:
    low, high = bounds[mode]
    return value < low or value > high
