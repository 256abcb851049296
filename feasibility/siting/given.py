"""What a caller gave, table by table, as clean frames and series, each with its faults in words."""

from collections.abc import Hashable, Iterable
from numbers import Integral, Real
from typing import TypeGuard

import numpy as np
import pandas as pd

NAMED_MAX = 5
"""Labels named in a fault; more are counted."""

FIGURE_MAX = 1e12
"""Larger figures stand for no cost and no demand of a real place, and drown the others in a solver's arithmetic."""

Faults = list[str]


def named(labels: Iterable[Hashable]) -> str:
    """The first few labels, and how many more there are."""
    every = list(labels)
    more = f" and {len(every) - NAMED_MAX:,} more" if len(every) > NAMED_MAX else ""
    return ", ".join(str(label) for label in every[:NAMED_MAX]) + more


def frame(name: str, given: object) -> tuple[pd.DataFrame | None, Faults]:
    """Clients by sites as floats, blank where a pair cannot be used."""
    if not isinstance(given, pd.DataFrame):
        kind = type(given).__name__
        return None, [f"{name}: give a pandas DataFrame with a row a client and a column a site; found {kind}"]
    if given.empty:
        return None, [f"{name}: {len(given.index)} rows and {len(given.columns)} columns; give at least one of each"]
    faults = [*_own_label_faults(f"{name}: row", given.index), *_own_label_faults(f"{name}: column", given.columns)]
    return (None, faults) if faults else _clean(name, given)


def _clean(name: str, given: pd.DataFrame) -> tuple[pd.DataFrame | None, Faults]:
    figures = given.apply(_figures)
    wrong = figures.isna() & given.notna()
    if wrong.to_numpy().any():
        return None, [f"{name}: not a number at {_cells(wrong)}; give a number, or a blank where a pair cannot be used"]
    rows, columns = given.index.rename("client"), given.columns.rename("site")
    clean = pd.DataFrame(figures.to_numpy(float, na_value=np.nan), rows, columns)
    below = clean < 0
    if below.to_numpy().any():
        return None, [f"{name}: below zero at {_cells(below)}; give 0 or more"]
    beyond = (clean > FIGURE_MAX) & np.isfinite(clean)
    if beyond.to_numpy().any():
        return None, [
            f"{name}: above {FIGURE_MAX:g} at {_cells(beyond)}; leave a pair blank that cannot be used, "
            "or give the table in a larger unit"
        ]
    return clean.where(np.isfinite(clean.to_numpy())), []


def _own_label_faults(where: str, labels: pd.Index) -> Faults:
    if isinstance(labels, pd.MultiIndex):
        return [f"{where} labels have {labels.nlevels} levels; give each one label"]
    if labels.hasnans:
        return [f"{where} {int(labels.isna().argmax()) + 1} has no label; give each its own"]
    if labels.has_duplicates:
        twice = named(labels[labels.duplicated()].unique())
        return [f"{where} {twice} appears more than once; give each its own label"]
    return []


def _figures(given: pd.Series) -> pd.Series:
    """As floats; blank where there is no number. Dates, lengths of time and complex numbers are no numbers here."""
    figures = pd.to_numeric(given, errors="coerce")
    if given.dtype.kind in "mM" or figures.dtype.kind == "c":
        return pd.Series(np.nan, given.index)
    return pd.Series(figures.to_numpy(float, na_value=np.nan), given.index)


def _cells(flags: pd.DataFrame) -> str:
    rows, columns = np.nonzero(flags.to_numpy())
    return named(f"({flags.index[row]}, {flags.columns[column]})" for row, column in zip(rows, columns, strict=True))


def series(
    name: str, given: object, labels: pd.Index, *, default: float | None, infinite: bool = False
) -> tuple[pd.Series, Faults]:
    """One figure a label, 0 or more. One number stands for every label; None for the default.

    Where a figure is at fault 1 stands in its place, so that the other checks can go on.
    """
    if given is None and default is not None:
        given = default
    if isinstance(given, Real) and not isinstance(given, bool):
        given = pd.Series(float(given), labels)
    if not isinstance(given, pd.Series):
        kind = type(given).__name__
        return pd.Series(1.0, labels), [
            f"{name}: give a pandas Series with a figure for each {labels.name}; found {kind}"
        ]
    faults = _label_faults(name, given.index, labels)
    clean = _figures(given)
    clean = clean[~clean.index.duplicated() & clean.index.isin(labels)]
    for wrong, words in (
        (clean.isna(), "no number for"),
        (clean < 0, "below zero for"),
        ((clean == np.inf) & (not infinite), "no end for"),
    ):
        if wrong.any():
            faults.append(f"{name}: {words} {named(clean.index[wrong])}; give 0 or more{', or inf' * infinite}")
            clean = clean[~wrong]
    if not infinite and (beyond := clean > FIGURE_MAX).any():
        faults.append(f"{name}: above {FIGURE_MAX:g} for {named(clean.index[beyond])}; give it in a larger unit")
    return clean.reindex(labels, fill_value=1.0), faults


def _label_faults(name: str, found: pd.Index, labels: pd.Index) -> Faults:
    faults = []
    if _alike_in_words(found, labels):
        return [
            f"{name}: its labels are read as {found.inferred_type} and the table's as {labels.inferred_type}, as in "
            f"{found[0]}; read both alike"
        ]
    if found.has_duplicates:
        faults.append(
            f"{name}: {named(found[found.duplicated()].unique())} appears more than once; give one figure each"
        )
    if len(missing := labels[~labels.isin(found)]):
        faults.append(f"{name}: no figure for {named(missing)}; give one for each {labels.name}")
    if len(unknown := found[~found.isin(labels)]):
        faults.append(f"{name}: {named(unknown.unique())} is no {labels.name} of the table; use its labels")
    return faults


def _alike_in_words(found: pd.Index, labels: pd.Index) -> bool:
    """Whether no label is known and yet they read the same: 1 and "1"."""
    if not len(found) or found.isin(labels).any():
        return False
    return set(map(str, found)) == set(map(str, labels))


def same_labels(name: str, table: pd.DataFrame, other: pd.DataFrame) -> tuple[pd.DataFrame | None, Faults]:
    """`table` in the order of `other`, which must have the same clients and sites."""
    faults = [
        *_label_faults(f"{name} rows", table.index, other.index),
        *_label_faults(f"{name} columns", table.columns, other.columns),
    ]
    return (None, faults) if faults else (table.reindex(index=other.index, columns=other.columns), [])


def sites(name: str, given: object, known: pd.Index) -> tuple[frozenset[Hashable], Faults]:
    """A set of sites, each of them a column."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        return frozenset(), [f"{name}: give a list of sites; found {given!r}"]
    labels = tuple(given)
    unknown = [label for label in labels if not isinstance(label, Hashable) or label not in known]
    faults = [f"{name}: {named(unknown)} is no site of the table; use its labels"] if unknown else []
    return frozenset(label for label in labels if isinstance(label, Hashable) and label in known), faults


def number(given: object, site_count: int) -> tuple[tuple[int, int], Faults]:
    """The least and the most sites that may be open; any number where what was given is at fault."""
    pair = given if isinstance(given, tuple) else (given, given)
    if len(pair) == 2 and pair[1] is None:
        pair = (pair[0], site_count)
    if len(pair) != 2 or not all(map(is_whole, pair)):
        return (0, site_count), [
            f"p: give a whole number of sites, or (least, most) with None for no most; found {given!r}"
        ]
    least, most = int(pair[0]), int(pair[1])
    if least < 0 or most < 1 or least > most:
        return (0, site_count), [f"p: {least} to {most} sites cannot be; give 1 or more, the least first"]
    return (least, most), []


def is_whole(given: object) -> TypeGuard[int]:
    """Whether it is a whole number, of Python or of numpy."""
    return isinstance(given, Integral) and not isinstance(given, bool)


def flag(name: str, given: object) -> Faults:
    """Yes or no, and nothing that merely counts as one of them."""
    return [] if isinstance(given, bool | np.bool_) else [f"{name}: give True or False; found {_shown(given)}"]


def _shown(given: object) -> str:
    return repr(given) if isinstance(given, str | Real | tuple) or given is None else type(given).__name__


def limit(given: object) -> tuple[float, Faults]:
    """The limit on a pair; infinite where none is given or what was given is at fault."""
    if given is None:
        return np.inf, []
    if isinstance(given, bool) or not isinstance(given, Real) or not float(given) >= 0:
        return np.inf, [
            f"limit: give a number of 0 or more, in the unit of the table it is held to; found {_shown(given)}"
        ]
    return float(given), []
