"""Amounts and rules in an officer's words, and the round figures that an officer would write."""

import math

from feasibility import wording

GBP_STEP = 1_000.0
"""Budgets are written in thousands."""
ONES = {"people": ("person", "people"), "sites": ("site", "sites"), "workstations": ("workstation", "workstations"),
        "teams": ("team", "teams"), "spaces": ("parking space", "parking spaces")}  # fmt: skip
FEW = 10
"""Fewer people than this are not counted out: such lines are pasted into reports, and a count of one is somebody."""
FLOAT = 1e-6
"""A float beyond a round figure by less than this is that figure."""


def amount_in_words(amount: float, unit: str) -> str:
    """An amount with its unit: `£41,000`, `1 site`, `0.4 minutes`."""
    if unit == "pounds":
        return wording.pounds(amount)
    if unit in ONES:
        return wording.counted(round(amount), *ONES[unit])
    return f"{_tenths(amount)} {unit}"


def people_in_words(amount: float) -> str:
    """So many people, but where they are few."""
    return f"fewer than {FEW} people" if amount < FEW else amount_in_words(amount, "people")


def _tenths(amount: float) -> str:
    """To a tenth, upwards: what is said to be short never covers less than it is."""
    tenths = math.ceil(amount * 10 - FLOAT) / 10
    return f"{tenths:g}"


def rounded_beyond(limit: float, amount: float, unit: str, *, upwards: bool) -> float:
    """The first round limit that gives way by `amount` or more: pounds in thousands, all else in whole ones."""
    step = GBP_STEP if unit == "pounds" else 1.0
    if upwards:
        return math.ceil((limit + amount) / step - FLOAT) * step
    return math.floor((limit - amount) / step + FLOAT) * step
