"""The register of assumptions and the list of data sources."""

import difflib

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, typed
from feasibility.inputs.gathering import Gathering
from feasibility.scenario.sections import Files
from feasibility.tables import DISTRIBUTIONS, Assumptions, SourcesTable, headings

MAY_BE_LEFT_OUT = ("price_year", "low", "high", "distribution")
"""Columns that an older register lacks."""
RANGE = ("low", "high")


def of_files(files: Files, gathering: Gathering) -> tuple[pd.DataFrame | None, "pd.Index[str]"]:
    """The register of a scenario, and the ids of the rows that are stated for it alone.

    A row of `further_assumptions` stands in place of the row of `assumptions` with its id. Where there is no such file,
    the whole register is stated for the scenario. None where a file cannot be used, with its faults gathered.
    """
    shared = gathering.attempt(lambda path: read(*sheets.of_role(path, "assumptions")), files.assumptions)
    if files.further_assumptions is None:
        return shared, pd.Index([] if shared is None else shared["assumption_id"])
    role = "further_assumptions"
    own = gathering.attempt(lambda path: read(*sheets.of_role(path, role)), files.further_assumptions)
    if shared is None or own is None:
        return None, pd.Index([])
    kept = shared[~shared["assumption_id"].isin(own["assumption_id"])]
    return pd.concat([kept, own], ignore_index=True), pd.Index(own["assumption_id"])


def read(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """The register, one row a setting.

    Raises `InputError` for unknown columns, repeated ids, unknown statuses, a price year that is no year, a range that
    is half stated, no numbers, the wrong way round, or without the value in it, and a distribution that nobody knows or
    that its range does not fit.
    """
    columns = list(headings(Assumptions))
    required = [name for name in columns if name not in MAY_BE_LEFT_OUT]
    raise_all(InputError, where, typed.column_faults(raw, required, columns))
    frame = raw.reindex(columns=columns, fill_value="")
    frame = frame.assign(distribution=frame["distribution"].str.strip().str.lower())
    faults = typed.schema_faults(frame, Assumptions, show=True)
    for name in ("assumption_id", "value", "source"):
        faults += typed.in_rows(name, frame.index[frame[name] == ""], "is blank; fill it in")
    year = frame["price_year"]
    no_year = frame.index[(year != "") & ~year.str.fullmatch(r"(?:19|20)\d{2}")]
    faults += typed.in_rows("price_year", no_year, "is no year; write such as 2010, or leave it blank")
    faults += _range_faults(frame)
    raise_all(InputError, where, faults)
    return frame.reset_index(drop=True)


def _range_faults(frame: pd.DataFrame) -> list[str]:
    """Ranges half stated, not in numbers, the wrong way round or beside their value; and distributions over them."""
    figures, faults = typed.numbers(frame, RANGE, show=True, may_be_blank=RANGE)
    rows = frame.index
    for one, other in (RANGE, RANGE[::-1]):
        half = rows[(frame[one] == "") & (frame[other] != "")]
        faults += typed.in_rows(one, half, f"is blank beside {other}; state both ends of the range, or neither")
    faults += typed.in_rows("low", rows[figures["low"] > figures["high"]], "is above high; change them over")
    plain = frame["value"].str.fullmatch(typed.PLAIN_NUMBER)
    value = pd.to_numeric(frame["value"].where(plain, "").str.replace(",", "", regex=False), errors="coerce")
    return faults + _value_faults(figures, value) + _distribution_faults(frame, figures.assign(value=value))


def _value_faults(figures: pd.DataFrame, value: "pd.Series[float]") -> list[str]:
    low, high, rows = figures["low"], figures["high"], figures.index
    stated = low.notna() & high.notna()
    no_figure = rows[stated & value.isna()]
    faults = typed.in_rows("low", no_figure, "has a range, and the value is no number; clear low and high")
    outside = rows[stated & (low <= high) & ((value < low) | (value > high))]
    return faults + typed.in_rows("value", outside, "lies outside its range; mend the value, low or high")


def _distribution_faults(frame: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Words that are none, and distributions that cannot be laid over the range and the value of their row."""
    word, rows = frame["distribution"], frame.index
    faults = []
    for row, found in word[~word.isin(["", *DISTRIBUTIONS])].items():
        near = difflib.get_close_matches(found, DISTRIBUTIONS, n=1)
        hint = f"did you mean {near[0]}? If not, write" if near else "write"
        known = ", ".join(DISTRIBUTIONS)
        faults.append(f'row {row}, column distribution: found "{found[:40]}"; {hint} one of {known}, or leave it blank')
    known_word = word.isin(DISTRIBUTIONS)
    low, value, high = figures["low"], figures["value"], figures["high"]
    no_range = known_word & ((frame["low"] == "") | (frame["high"] == ""))
    in_order = known_word & (low <= value) & (value <= high)
    middle = in_order & (low < high) & word.isin(["normal", "lognormal"])
    for where, words in (
        (no_range & value.isna(), "the value is no number, so nothing can be drawn; leave it blank"),
        (no_range & value.notna(), "has no range to draw from; state low and high, or leave it blank"),
        (in_order & (low == high), "low and high are the same, so there is nothing to draw; leave it blank"),
        (in_order & (word == "lognormal") & (low <= 0), "lognormal draws figures above 0 only; raise low, or write "
                                                        "triangular"),
        (middle & ((value == low) | (value == high)), "normal and lognormal take the value for the middle, and it "
                                                      "stands at an end of its range; write triangular"),
    ):  # fmt: skip
        faults += typed.in_rows("distribution", rows[where], words)
    return faults


def read_sources(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """Source, date and licence of every data file. Raises `InputError` for missing columns or blank licences."""
    columns = list(headings(SourcesTable))
    raise_all(InputError, where, typed.column_faults(raw, columns, [*columns, "sha256"]))
    frame = raw[columns]
    faults = typed.in_rows("licence", frame.index[frame["licence"] == ""], "is blank; state it")
    raise_all(InputError, where, faults)
    return frame.reset_index(drop=True)
