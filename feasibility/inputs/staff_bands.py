"""The officer's own bands of staff, such as disability: columns of the staff file that begin with `band_`."""

import re

import pandas as pd

from feasibility.inputs import typed
from feasibility.inputs.postcodes import compact
from feasibility.inputs.sheets import letter

PREFIX = "band_"
HEADING = re.compile(r"band_[a-z][a-z0-9_]{0,39}")
WORDS_MOST = 20
"""Different words in a band. More could not be told apart once small numbers are taken out (assumed)."""
LETTERS_MOST = 40
POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}"
"""A whole postcode, compact: never the word of a band."""


def headings(raw: pd.DataFrame) -> list[str]:
    """The columns of the staff file that mean to be bands, rightly written or not."""
    return [str(name) for name in raw.columns if str(name).lower().startswith(PREFIX)]


def read(raw: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """A column a band, named without `band_`, of words by file row (blank: not stated), and what is wrong with them.

    Words that differ in small and capital letters alone are one word. No message quotes a cell.
    """
    bands, faults = pd.DataFrame(index=raw.index), []
    for place, name in enumerate(raw.columns):
        if name not in headings(raw):
            continue
        if not HEADING.fullmatch(name):
            faults.append(
                f"column {letter(place)}: the heading of a band is {PREFIX} and small letters, such as "
                f"{PREFIX}disability or {PREFIX}pay_band"
            )
            continue
        words = _one_spelling(raw[name].str.split().str.join(" "))
        bands[name.removeprefix(PREFIX).replace("_", " ")] = words
        faults += _faults(name, words)
    return bands, faults


def _one_spelling(words: "pd.Series[str]") -> "pd.Series[str]":
    """Each word as it is spelt first in the order of letters."""
    spelt = words.groupby(words.str.casefold()).min()
    return words.str.casefold().map(spelt)


def _faults(name: str, words: "pd.Series[str]") -> list[str]:
    postcodes = compact(words).str.fullmatch(POSTCODE)
    found = typed.in_rows(
        name, words.index[postcodes], "looks like a postcode; a band is a word that many of the staff share"
    )
    found += typed.in_rows(
        name,
        words.index[words.str.len() > LETTERS_MOST],
        f"is longer than {LETTERS_MOST} letters; write a shorter word",
    )
    different = words[words != ""].nunique()
    if different > WORDS_MOST:
        found.append(f"column {name}: has {different} different words; join them until there are {WORDS_MOST} or fewer")
    return found
