"""A cost line before anybody knows how much of it is taken, and a book of such lines for one way of working."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from feasibility.costs.timeline import Timeline

Driver = Literal["always", "site", "workstation", "left"]
"""What a line counts: once for the option; each opened site; each workstation taken there beyond those of a present
centre; each present centre that no longer serves."""
Kind = Literal["capital", "revenue"]
SHARED = "shared"
"""Payer of a line that the partners divide by a key."""


@dataclass(frozen=True)
class Line:
    """One cost line, real pounds of the price base year. Negative is money saved or received."""

    line_id: str
    """Unique in its book, such as `rent@wyncham-house`."""
    line: str
    """What a reader sees, such as `Rent`."""
    group: str
    """One of `tables.COST_GROUPS`."""
    place: str
    """Site id, or `all`."""
    payer: str
    """Authority id, or `SHARED`."""
    kind: Kind
    driver: Driver
    unit: str
    """Unit of the quantity, such as `m²`."""
    per_driver: float
    """Units for each count of the driver: 400 m² for a centre that stays, 10 m² for each workstation."""
    rate_gbp: float
    """Pounds a unit, a year where the timing is yearly; before bias and VAT."""
    timing: tuple[float, ...]
    """Part of the rate that falls in each quarter of the timeline: `Timeline.each_quarter`, `Timeline.once`, or either
    scaled by a stepped rent."""
    status: str
    """Least firm of the figures behind the line."""
    basis: str
    """The figures behind the line."""
    bias_share: float = 0.0
    """Optimism bias added to the rate."""
    vat_share: float = 0.0
    """VAT that cannot be recovered, as a share of the rate: cash, never an economic cost."""
    cash: bool = True
    """Whether it passes through a council's bank. False for the opportunity cost of owned space."""
    economic: bool = True
    """Whether it uses up resources. False for taxes and transfers, such as business rates and redundancy pay."""


@dataclass(frozen=True)
class Book:
    """Every line that a way of working, or a way of staying, may run up."""

    timeline: Timeline
    factors: tuple[float, ...]
    """Discount factor of each quarter: what a real pound paid then is worth in year 0."""
    lines: tuple[Line, ...]
    move_quarter: int = 0
    """Quarter in which the staff move; the first quarter of the pooled queue where nobody moves."""
    places_ready: frozenset[str] = field(default_factory=frozenset)
    """Sites that can be occupied by then."""

    @cached_property
    def by_id(self) -> Mapping[str, Line]:
        """The lines by their id."""
        return {line.line_id: line for line in self.lines}

    @cached_property
    def by_place(self) -> Mapping[str, tuple[Line, ...]]:
        """The lines of each place, in their order."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.place, []).append(line)
        return {place: tuple(lines) for place, lines in found.items()}

    def discounted(self, timing: Iterable[float]) -> float:
        """Present value of a pound that falls due by `timing`."""
        timing = tuple(timing)
        if timing not in self._worth_gbp:
            parts = zip(timing, self.factors, strict=True)
            self._worth_gbp[timing] = sum(part * factor for part, factor in parts if part)
        return self._worth_gbp[timing]

    @cached_property
    def _worth_gbp(self) -> dict[tuple[float, ...], float]:
        return _worth_gbp(self.factors)

    def npc_gbp(self, line: Line) -> float:
        """Economic present cost of one count of the line's driver: with bias, without VAT; 0 for a transfer."""
        if not line.economic:
            return 0.0
        return line.per_driver * line.rate_gbp * (1 + line.bias_share) * self.discounted(line.timing)


@lru_cache(maxsize=64)
def _worth_gbp(factors: tuple[float, ...]) -> dict[tuple[float, ...], float]:
    """What a pound that falls due by a timing is worth, filled as asked: many lines, and many books, share a timing."""
    return {}


def quantities(
    book: Book, workstations_beyond: Mapping[str, int], present: Iterable[str], *, stays: bool
) -> dict[str, float]:
    """Line id to how many of its units an option takes; lines that it does not touch are left out.

    `workstations_beyond` gives each opened site and the workstations taken there beyond those of a present centre;
    `present` the present centres.
    """
    left = set() if stays else set(present) - set(workstations_beyond)

    def counted(line: Line) -> int:
        if line.driver == "always":
            return 1
        if line.driver == "workstation":
            return workstations_beyond.get(line.place, 0)
        return int(line.place in (workstations_beyond if line.driver == "site" else left))

    found = {line.line_id: counted(line) * line.per_driver for line in book.lines}
    return {line_id: quantity for line_id, quantity in found.items() if quantity}
