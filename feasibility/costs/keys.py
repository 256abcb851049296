"""Keys by which the partners divide what they share: the share of each under each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

EQUAL = "equal"
UNITS = {
    "contacts": "contacts a year",
    "heads": "staff",
    "area": "workstations",
    "population": "residents",
    EQUAL: "partner",
}
"""Keys that every run works out, and what each counts. Area goes by the workstations that each would need by itself:
co-locations of the New Zealand Government Property Group divide capital and running cost by the area allocated."""
BASIS = {
    "contacts": "Contacts a year that reach an agent",
    "heads": "Staff counted",
    "area": "Workstations that each would need by itself",
    "population": "Residents, as the scenario states them",
    EQUAL: "The same for each partner",
}


class KeyFacts(Protocol):
    """What the keys of every run are worked from. By authority id unless said."""

    @property
    def names(self) -> Mapping[str, str]:
        """Every partner, in the order of the scenario, with its name."""

    @property
    def contacts(self) -> Mapping[str, float]:
        """Contacts a year that reach an agent."""

    @property
    def heads(self) -> Mapping[str, int]:
        """Staff counted."""

    @property
    def workstations_apart(self) -> Mapping[str, int]:
        """Workstations it would need by itself."""

    @property
    def population(self) -> Mapping[str, float]:
        """Residents; a partner that does not state them is left out."""

    @property
    def suppression_heads_min(self) -> int:
        """Fewest staff that may be told."""

    @property
    def status_of(self) -> Mapping[str, str]:
        """Key to the status of its quantities; `assumed` where not given."""


@dataclass(frozen=True)
class Key:
    """One key: what the share of each authority is worked from, or why the key is left out."""

    name: str
    quantities: Mapping[str, float]
    unit: str
    status: str
    basis: Mapping[str, str]
    left_out: str = ""

    @property
    def shares(self) -> dict[str, float]:
        """Authority to its share; without any where the key is left out."""
        total = sum(self.quantities.values())
        return {} if self.left_out else {a: float(q / total) for a, q in self.quantities.items()}


def listed(facts: KeyFacts, supplied: pd.DataFrame) -> list[Key]:
    """Every key in the order of `UNITS`, then those supplied (tables.partners.PartnerKeys) in the order of the file."""
    partners = list(facts.names)
    quantities: dict[str, Mapping[str, float]] = {
        "contacts": facts.contacts,
        "heads": facts.heads,
        "area": facts.workstations_apart,
        "population": facts.population,
        EQUAL: dict.fromkeys(partners, 1.0),
    }
    own = [
        Key(
            name,
            {a: float(quantities[name][a]) for a in partners if a in quantities[name]},
            UNITS[name],
            facts.status_of.get(name, "assumed"),
            dict.fromkeys(partners, BASIS[name]),
            left_out(name, {a: quantities[name].get(a) for a in partners}, facts),
        )
        for name in UNITS
    ]
    return own + [_supplied(str(name), part, partners) for name, part in supplied.groupby("key", sort=False)]


def left_out(name: str, quantities: Mapping[str, float | None], facts: KeyFacts) -> str:
    """Why a key cannot be used, in a sentence without figures of few staff; blank where it can."""
    if any(q is None for q in quantities.values()):
        missing = ", ".join(facts.names.get(a, a) for a, q in quantities.items() if q is None)
        return f"Left out: {UNITS[name]} are not given for {missing}."
    if name == "heads" and any(q < facts.suppression_heads_min for q in quantities.values() if q is not None):
        return f"Left out: an authority has fewer than {facts.suppression_heads_min} staff, whose number is not told."
    if sum(q for q in quantities.values() if q is not None) <= 0:
        return f"Left out: no authority has any {UNITS[name]}."
    return ""


def _supplied(name: str, part: pd.DataFrame, partners: list[str]) -> Key:
    rows = part.set_index("authority")
    shares = rows["share"].astype(float)
    statuses = [status for status in ("illustrative", "assumed", "sourced") if status in set(rows["status"])]
    return Key(
        name, {a: float(shares[a]) for a in partners}, "share as supplied", statuses[0],
        {a: str(rows["source"][a]) for a in partners},
    )  # fmt: skip
