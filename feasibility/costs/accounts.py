"""The lines that options take, put together: one table of costs and what each line costs in each quarter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import pandas as pd

from feasibility.costs.lines import Book, Line
from feasibility.costs.timeline import Timeline
from feasibility.tables import CostsTable, checked, headings

TRAVEL = "travel"
"""Group, and kind, of lines that cost staff and not the council."""
Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Texts = np.ndarray[tuple[int, ...], np.dtype[np.object_]]
Item = tuple[str, Book, Mapping[str, float], Sequence[Line]]
"""Option id, its book, `lines.quantities` of it, and further lines of that option alone: of those the option takes
`per_driver` units."""


@dataclass(frozen=True)
class Accounts:
    """The money of many options, line by line. The three frames share one index, in the order given."""

    costs: pd.DataFrame
    """tables.CostsTable: one row a line of an option."""
    quarterly: pd.DataFrame
    """One column a quarter of the timeline, from 0: real pounds before optimism bias and VAT."""
    shares: pd.DataFrame
    """bias_share, vat_share, cash (whether a council pays) and economic (whether resources are used up)."""
    timeline: Timeline
    factors: tuple[float, ...]
    """Discount factor of each quarter."""


def gathered(items: Iterable[Item]) -> Accounts:
    """The accounts of options, in the order given; within an option the lines of its book, then its own.

    Raises `ValueError` where there are no items, where the books do not share timeline and factors, where a line is
    laid out over other quarters, or where a quantity is of a line that the book does not hold.
    """
    given = list(items)
    books = list({id(book): book for _, book, _, _ in given}.values())
    timeline, factors = _agreed(books)
    # Each line once, however many options take it, so that its arrays are built once: the books, then the rest.
    lines = [line for book in books for line in book.lines]
    ends = accumulate((len(book.lines) for book in books), initial=0)
    first_of = {id(book): first for book, first in zip(books, ends, strict=False)}
    option_ids: list[str] = []
    taken: list[tuple[int, float]] = []
    for option_id, book, quantities, further in given:
        mine = [*_of_book(option_id, book, quantities, first_of[id(book)])]
        mine += [(len(lines) + i, line.per_driver) for i, line in enumerate(further)]
        lines.extend(further)
        taken += mine
        option_ids += [option_id] * len(mine)
    return _accounts(lines, option_ids, taken, timeline, factors)


def _agreed(books: Sequence[Book]) -> tuple[Timeline, tuple[float, ...]]:
    kinds = {(book.timeline, book.factors) for book in books}
    if len(kinds) != 1:
        raise ValueError(f"accounts need one timeline and one set of discount factors; the books have {len(kinds)}")
    return kinds.pop()


def _of_book(option_id: str, book: Book, quantities: Mapping[str, float], first: int) -> Iterable[tuple[int, float]]:
    unknown = sorted(set(quantities) - set(book.by_id))
    if unknown:
        raise ValueError(f"option {option_id} takes lines that its book does not hold: {', '.join(unknown)}")
    return [(first + i, quantities[line.line_id]) for i, line in enumerate(book.lines) if line.line_id in quantities]


def _accounts(
    lines: Sequence[Line], option_ids: list[str], taken: list[tuple[int, float]],
    timeline: Timeline, factors: tuple[float, ...],
) -> Accounts:  # fmt: skip
    timings = _timings(lines, timeline.quarters)
    row = np.array([place for place, _ in taken], dtype=int)
    quantity = np.array([float(q) for _, q in taken])
    rate, bias, vat = (_figures(lines, name)[row] for name in ("rate_gbp", "bias_share", "vat_share"))
    cash, economic = (_figures(lines, name)[row] > 0 for name in ("cash", "economic"))
    real = quantity * rate * timings.sum(axis=1)[row]
    first, last = _ends(timings, timeline)
    text = {name: _texts(lines, name)[row] for name in _TEXTS}
    text["kind"] = np.where((text["group"] == TRAVEL) & ~cash, TRAVEL, text["kind"])
    columns = text | {
        "option_id": option_ids, "quantity": quantity, "rate_gbp": rate,
        "first_quarter": first[row], "last_quarter": last[row],
        "real_gbp": real, "bias_gbp": real * bias, "vat_gbp": real * vat,
        "cash_gbp": np.where(cash, real * (1 + bias + vat), 0.0),
        "npc_gbp": np.where(economic, quantity * rate * (1 + bias) * (timings @ np.array(factors))[row], 0.0),
    }  # fmt: skip
    costs = pd.DataFrame(columns)[list(headings(CostsTable))].astype(dict.fromkeys(_STRINGS, "str"))
    return Accounts(
        costs=checked(costs, CostsTable, "costs"),
        quarterly=pd.DataFrame(timings[row] * (quantity * rate)[:, None], columns=range(timeline.quarters)),
        shares=pd.DataFrame({"bias_share": bias, "vat_share": vat, "cash": cash, "economic": economic}),
        timeline=timeline,
        factors=factors,
    )


_TEXTS = ("line_id", "line", "group", "place", "payer", "kind", "unit", "status", "basis")
_STRINGS = ("option_id", *_TEXTS, "first_quarter", "last_quarter")


def _texts(lines: Sequence[Line], name: str) -> Texts:
    return np.array([str(getattr(line, name)) for line in lines], dtype=object)


def _figures(lines: Sequence[Line], name: str) -> Floats:
    return np.array([float(getattr(line, name)) for line in lines])


def _timings(lines: Sequence[Line], quarters: int) -> Floats:
    """One row a line, one column a quarter."""
    strange = next((line.line_id for line in lines if len(line.timing) != quarters), None)
    if strange is not None:
        raise ValueError(f"line {strange} is not laid out over the {quarters} quarters of the timeline")
    return np.array([line.timing for line in lines], dtype=float).reshape(len(lines), quarters)


def _ends(timings: Floats, timeline: Timeline) -> tuple[Texts, Texts]:
    """Labels of each line's first and last quarter; blank for a line that falls wholly after the timeline."""
    labels = np.array([*(timeline.label(q) for q in range(timeline.quarters)), ""], dtype=object)
    due, quarters = timings != 0, timeline.quarters
    first = np.where(due.any(axis=1), due.argmax(axis=1), quarters)
    last = np.where(due.any(axis=1), quarters - 1 - due[:, ::-1].argmax(axis=1), quarters)
    return labels[first], labels[last]


def cash_quarterly(accounts: Accounts) -> pd.DataFrame:
    """What councils pay in each quarter: real pounds with optimism bias and VAT; 0 on lines where no cash moves."""
    shares = accounts.shares
    uplift = (1 + shares["bias_share"] + shares["vat_share"]).where(shares["cash"], 0.0)
    return accounts.quarterly.mul(uplift, axis=0)


def npc_by_option(accounts: Accounts) -> "pd.Series[float]":
    """Economic net present cost of each option, staff travel among it, by option id in the order given."""
    return accounts.costs.groupby("option_id", sort=False)["npc_gbp"].sum()
