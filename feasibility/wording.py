"""How every figure is written: one rule for each unit, used by the appendix, the workbook and the CSV files."""

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pandas as pd

MISSING = "not known"
"""Stands where a figure does not exist."""
MINUS = "\N{MINUS SIGN}"
SHARE_STEP = 0.05
"""Shares of staff or their homes are said in steps of five points, so that no share stands for one known person."""
SHARE_STEPS = (SHARE_STEP, 0.10, 0.20, 0.25, 0.50, 1.0)
"""Steps that part a whole evenly: the finest is taken of which one is `HEADS_STEP` staff or more."""
HEADS_STEP = 5.0
"""Counts of people are published to the nearest five (the step that statistical offices round small counts to)."""


@dataclass(frozen=True)
class Measure:
    """A kind of figure: how a reader sees it and how files hold it."""

    decimals: int
    """Decimals a reader sees."""
    file_decimals: int
    """Decimals in CSV files: finer than any use of the figure, and coarse enough to be the same on every machine."""
    number_format: str
    """Number format of a spreadsheet cell."""
    factor: int = 1
    """100 for shares, which are shown as per cents."""
    suffix: str = ""
    grouped: bool = True
    """True where thousands are set off by commas; years are not."""


POUNDS = Measure(0, 2, '"£"#,##0')
RATE = Measure(2, 4, '"£"#,##0.00')
MINUTES = Measure(1, 3, "0.0")
SHARE = Measure(0, 6, "0.0%", factor=100, suffix="%")
FINE_SHARE = Measure(1, 6, "0.0%", factor=100, suffix="%")
AREA = Measure(0, 2, "#,##0")
KILOMETRES = Measure(1, 3, "0.0")
TENTHS = Measure(1, 4, "#,##0.0")
QUANTITY = Measure(2, 4, "#,##0.00")
LEVEL = Measure(3, 6, "0.000")
"""Price levels: finer in files, because a rounded one would miss nominal pounds by tens."""
YEAR = Measure(0, 0, "0", grouped=False)
COUNT = Measure(0, 4, "#,##0")
PLAIN = Measure(4, 4, "General")
"""Values of inputs of any kind in one column: pounds, per cent and seconds."""

_BY_NAME = {
    "above_best_share": FINE_SHARE,  # near-ties are a matter of a few per cent: whole ones would hide them
    "rate_gbp": RATE,
    "quantity": QUANTITY,
    "first_year": YEAR,
    "year": YEAR,
    "peak_per_hour": TENTHS,
    "minutes": MINUTES,
    "last_year": YEAR,
    "price_base_year": YEAR,
    "index": LEVEL,
    "price_level": LEVEL,
    "full_time_equivalents": TENTHS,
    "posts": TENTHS,
    "service_time_variation": QUANTITY,
    "wait_apart_seconds": TENTHS,
    "wait_pooled_seconds": TENTHS,
    "wait_pooled_same_agents_seconds": TENTHS,
    "abandonment_share": FINE_SHARE,  # targets are a few per cent
    "traffic_erlangs": TENTHS,
    "answer_seconds_mean": TENTHS,
    "within_minutes": COUNT,
    "difference_share": FINE_SHARE,
    "discount_rate_share": FINE_SHARE,
    "discount_rate_after_30_share": FINE_SHARE,
    "used_share": FINE_SHARE,
    **dict.fromkeys(("value", "low", "high", "below", "above", "plausible_low", "plausible_high", "step"), PLAIN),
    "key_share": FINE_SHARE,  # a tenth of a point of what is shared is thousands of pounds
    "rank_mean": TENTHS,
    "best_error_share": FINE_SHARE,  # of ten thousand draws, a few tenths of a point
    "difference_max_share": FINE_SHARE,
    **dict.fromkeys(("first_share", "first_error_share", "second_share", "third_share"), FINE_SHARE),
    **dict.fromkeys(("first_in_order_share", "first_near_share"), FINE_SHARE),  # errors are under a point
    **dict.fromkeys(("stated_share", "changes_at_share", "change_share", "level_at_share"), FINE_SHARE),
    "expected_rank": TENTHS,
    **dict.fromkeys(("raw", "range_from", "range_to"), PLAIN),
    **dict.fromkeys(("points", "weighted_points", "score", "benefit", "value_score"), TENTHS),
    "least_share": FINE_SHARE,
    "most_share": FINE_SHARE,
}
_BY_PART = (("_gbp_per_year", POUNDS), ("_gbp_per_", RATE), ("_minutes", MINUTES))
_BY_ENDING = (
    ("_full_time_equivalents", TENTHS),
    ("_posts", TENTHS),
    ("_gbp", POUNDS),
    ("_share", SHARE),
    ("_m2", AREA),
    ("_km", KILOMETRES),
)


@cache
def measure(column: str) -> Measure:
    """The kind of figure a numeric column holds, read from the unit in its name; a name without a unit is a count."""
    if column in _BY_NAME:
        return _BY_NAME[column]
    for part, kind in _BY_PART:
        if part in column:
            return kind
    for ending, kind in _BY_ENDING:
        if column.endswith(ending):
            return kind
    return COUNT


def signed(column: str) -> bool:
    """True where a column holds a change or a difference, so that gains carry a plus sign."""
    return not {"change", "difference"}.isdisjoint(column.split("_")) or column in {"travel_npc_gbp", "headroom_share"}


def number(value: float, kind: Measure, *, plus: bool = False) -> str:
    """A figure as a reader sees it: halves away from nought, thousands in commas, a real minus sign.

    `plus` puts a plus sign before a figure above nought. A figure that rounds to nought is nought, without a sign.
    """
    if not math.isfinite(value):
        return MISSING
    step = Decimal(1).scaleb(-kind.decimals)
    rounded = (Decimal(repr(float(value))) * kind.factor).quantize(step, ROUND_HALF_UP)
    digits = f"{abs(rounded):{',' if kind.grouped else ''}.{kind.decimals}f}"
    sign = MINUS if rounded < 0 else "+" if plus and rounded > 0 else ""
    return f"{sign}{digits}{kind.suffix}"


def figure(column: str, value: object) -> str:
    """A cell of a published table as a reader sees it; the unit stands in the heading."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number(float(value), measure(column), plus=signed(column))
    return "" if pd.isna(value) else str(value)


def thousands(column: str, value: float) -> str:
    """Pounds to the nearest £1,000, for rankings, where the last three digits would feign precision."""
    return number(_to_thousand(value), POUNDS, plus=signed(column))


def pounds(value: float, *, nearest_1000: bool = False) -> str:
    """Pounds in a sentence, with the sign before the £: `−£12,000`."""
    text = number(_to_thousand(value) if nearest_1000 else value, POUNDS)
    if text == MISSING:
        return text
    return f"{MINUS}£{text[1:]}" if text.startswith(MINUS) else f"£{text}"


def _to_thousand(value: float) -> float:
    if not math.isfinite(value):
        return value
    return float((Decimal(repr(float(value))) / 1000).quantize(Decimal(1), ROUND_HALF_UP) * 1000)


def tidy(column: str, value: float) -> str:
    """A figure in a CSV file: fixed decimals by unit, a plain hyphen for minus, blank where there is none."""
    if not math.isfinite(value):
        return ""
    text = f"{value:.{measure(column).file_decimals}f}"
    return text.lstrip("-") if float(text) == 0 else text


def worded(name: str) -> str:
    """The name of a table as a title: `area_changes` is `Area changes`."""
    return name.replace("_", " ").capitalize()


def capital(text: str) -> str:
    """Words as the beginning of a sentence; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def share_step(heads: float) -> float:
    """The step of shares of so many staff: a finer one, times the staff, would count them finer than in fives."""
    told = max(math.floor(heads / HEADS_STEP + 0.5) * HEADS_STEP, HEADS_STEP)
    return next(step for step in SHARE_STEPS if step * told >= HEADS_STEP - 1e-9)


def share_of_staff(share: float, heads: float) -> str:
    """A published share of so many staff in words: `about 20%`; nought is under half a step, and all is over it."""
    step = share_step(heads)
    told = round(share / step) * step
    if told < step / 2 or told > 1 - step / 2:
        return f"under {number(step / 2, SHARE)}" if told < step / 2 else f"over {number(1 - step / 2, SHARE)}"
    return f"about {number(told, SHARE)}"


def share_of_homes(share: float) -> str:
    """A share of homes, or of journeys from them, in words that tell of no single one: `none`, `about 15%`, `all`.

    A share that rounds to nought or to everything, and is neither, is `under 5%` or `over 95%`.
    """
    if not math.isfinite(share):
        return MISSING
    if share <= 0 or share >= 1:
        return "none" if share <= 0 else "all"
    step = round(share / SHARE_STEP) * SHARE_STEP
    if step < SHARE_STEP / 2 or step > 1 - SHARE_STEP / 2:
        few = step < SHARE_STEP / 2
        return f"{'under' if few else 'over'} {number(SHARE_STEP if few else 1 - SHARE_STEP, SHARE)}"
    return f"about {number(step, SHARE)}"


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun: `1 option`, `12 options`."""
    return f"{number(count, COUNT)} {one if count == 1 else many or one + 's'}"


def joined(words: tuple[str, ...], last: str = "and") -> str:
    """Words as a list in a sentence: `a, b and c`, or with another word before the last one."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), "".join(words[-1:]))))
