"""Shares of draws, figures and groups of figures as sentences say them."""

import math
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from feasibility import wording
from feasibility.wording import Measure

NAMED = 3
"""Options, figures and parts named in a sentence; the rest are counted."""
EVERY = {"sites": "every site", "authority": "every partner", "ways": "every way of working"}
"""Sections of the register whose figures are somebody's."""
PER_CENT = 0.01
"""Shares are said to it."""
SMALL = 100.0
"""Figures from here on are said whole; smaller ones to three digits that tell."""


def whole(share: float) -> float:
    """A share to the whole per cent that is shown, so that what is said of it and the figure beside it agree."""
    return float(Decimal(repr(float(share))).quantize(Decimal("0.01"), ROUND_HALF_UP))


def share(of: float) -> str:
    """A share in whole per cents: `94%`; one that is not quite all or none says so."""
    if 0 < of < 1 and whole(of) in {0.0, 1.0}:
        return "under 1%" if of < 1 / 2 else "more than 99%"
    return wording.number(of, wording.SHARE)


def of_draws(of: float, draws: int) -> str:
    """A share of draws: `94% of 10,000 draws`, `all 10,000 draws`."""
    if of in {0.0, 1.0}:
        return f"{'all' if of else 'none of the'} {wording.counted(draws, 'draw')}"
    return f"{share(of)} of {wording.counted(draws, 'draw')}"


def figure(value: float, unit: str) -> str:
    """A figure with its unit: `25%`, `£140/m²/yr`, `300 seconds`."""
    is_share = unit == "share" or unit.startswith("share ")
    factor = 100 if is_share else 1
    digits = wording.number(factor * value, Measure(_decimals(factor * value), 6, ""))
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    if is_share:
        return f"{digits}%{unit.removeprefix('share')}"
    return f"£{digits}{unit[1:]}" if unit.startswith("£") else f"{digits} {unit}".strip()


def _decimals(value: float) -> int:
    size = abs(value)
    if size >= SMALL or not math.isfinite(size):
        return 0
    return 2 - (math.floor(math.log10(size)) if size > 0 else 2)


def titled(assumption_id: str, title: str) -> str:
    """An assumption within a sentence, of its id and its title (`Distribution.title`): `rent at Sidcup station`."""
    first, _, whose = title.partition(", ")
    head = small(re.sub(r" \([^()]*\)$", "", first))
    if not whose:
        return head
    return f"{head} at {whose}" if assumption_id.startswith("sites.") else f"{head} ({whose})"


def group_title(pattern: str, titles: Sequence[str]) -> str:
    """Figures known at once, in words; `pattern` is of `unknowns.together`, `titles` those of the figures."""
    section, *rest = pattern.split(".")
    what, _, whose = titles[0].partition(", ")
    if rest[0] == "*" and len(rest) > 1:
        return f"{what}, {EVERY[section]}" if section in EVERY and whose else f"All figures of {pattern}"
    if section == "ways" and len(rest) > 1 and whose:
        return f"All figures of working {whose}"
    if len(rest) > 1:
        return f"All figures of {whose}" if section in EVERY and whose else f"All figures of [{section}.{rest[0]}]"
    return f"All figures of {EVERY.get(section, f'[{section}]')}"


def small(text: str) -> str:
    """The text with a small first letter, unless an abbreviation begins it."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def listed(names: Sequence[str], most: int) -> str:
    """The first names in a sentence, and how many there are besides; `;` between them where one has an `and` in it."""
    shown, more = tuple(names[:most]), len(names) - most
    words = (*shown, f"{more} more") if more > 0 else shown
    if not any(" and " in name or "," in name for name in shown) or len(words) < 2:
        return wording.joined(words)
    return f"{'; '.join(words[:-1])}; and {words[-1]}"
