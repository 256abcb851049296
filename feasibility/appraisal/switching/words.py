"""Switching values as sentences."""

from feasibility import wording
from feasibility.appraisal.switching.inputs import Input
from feasibility.wording import Measure


def value(moved: Input, at: float) -> str:
    """A value of an input as it is written: `£140.25 a m² a year`."""
    figure = wording.number(at * moved.factor, Measure(moved.decimals, moved.decimals, ""))
    return moved.form.format(figure)


def stretch(moved: Input) -> str:
    """The range looked at: `from £0.00 to £700.00 a m² a year`."""
    low = wording.number(moved.low * moved.factor, Measure(moved.decimals, moved.decimals, ""))
    before = moved.form.partition("{}")[0]
    return f"from {before}{low} to {value(moved, moved.high)}"


def of_pair(moved: Input, leader: str, rival: str, below: float | None, above: float | None) -> str:
    """When one rival passes the leader."""
    if below is None and above is None:
        return f"No value of {moved.words} {stretch(moved)} brings {rival} ahead of {leader}."
    return f"{wording.capital(leader)} stays ahead of {rival} unless {_bounds(moved, below, above)}."


def of_all(moved: Input, leader: str, below: tuple[float, str] | None, above: tuple[float, str] | None) -> str:
    """When anybody passes the leader, and who."""
    if below is None and above is None:
        return f"{wording.capital(leader)} stays first whatever {moved.words} is, {stretch(moved)}."
    heirs = list(dict.fromkeys(end[1] for end in (below, above) if end is not None))
    limits = _bounds(moved, below[0] if below else None, above[0] if above else None)
    if len(heirs) == 1 or below is None or above is None:
        return f"{wording.capital(leader)} stays first unless {limits}; then {heirs[0]} leads."
    return f"{wording.capital(leader)} stays first unless {limits}; then {heirs[0]} leads below and {heirs[1]} above."


def _bounds(moved: Input, below: float | None, above: float | None) -> str:
    parts = [
        *([f"less than {value(moved, below)}"] if below is not None else []),
        *([f"more than {value(moved, above)}"] if above is not None else []),
    ]
    about = "about " if moved.shown_to else ""
    return f"{moved.words} is {' or '.join(parts)} (now {about}{value(moved, moved.told)})"
