"""The steps from a cost line to its present cost, each with the formula that gives it.

A formula is written only where it gives the published figure to a penny; elsewhere the figure itself stands.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.costs.timeline import QUARTERS_PER_YEAR
from feasibility.publication.disclosure.rounding import POUNDS_STEP

HALF_A_PENNY = 0.005
SHARE_DECIMALS = 12
"""Decimals of a share found by division: far beyond any share that an officer sets."""
Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Truths = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

_SPAN = (
    "INDEX(discount_factors,MATCH({first_quarter},quarters,0)):INDEX(discount_factors,MATCH({last_quarter},quarters,0))"
)
FORMULAS = {
    "quarters": "MATCH({last_quarter},quarters,0)-MATCH({first_quarter},quarters,0)+1",
    "times": f"{{quarters}}/{QUARTERS_PER_YEAR}",
    "real_gbp": "{quantity}*{rate_gbp}*{times}",
    "bias_gbp": "{real_gbp}*{bias_share}",
    "vat_gbp": "{real_gbp}*{vat_share}",
    "cash_gbp": "({real_gbp}+{bias_gbp}+{vat_gbp})*{cash_moves}",
    "factor": f"AVERAGE({_SPAN})",
    "npc_gbp": "({real_gbp}+{bias_gbp})*{resource}*{factor}",
}
"""Column of the cost sheet to what gives it; a name in braces stands for the cell of that column in the same row."""
_PLACES = -round(math.log10(POUNDS_STEP))
"""Decimal places that a spreadsheet rounds to for the step of the public edition."""
AMOUNTS = ("real_gbp", "bias_gbp", "vat_gbp", "cash_gbp", "npc_gbp")


@dataclass(frozen=True)
class Step:
    """Figures of one column, a row each; not a number where there is none."""

    figures: Floats
    formulas: tuple[str, ...] = ()
    """What gives each figure, blank where the figure itself stands; none at all where no cell has one."""


def steps(
    lines: pd.DataFrame, bias_shares: Sequence[float], letters: Mapping[str, str], first_row: int, *, exact: bool
) -> dict[str, Step]:
    """The steps of every line, by column; `lines` is that of `following`, `letters` gives each column its letter.

    `bias_shares` are those of tables.BiasTable. `exact` says that amounts are those of the run to the penny: only then
    is a share, a length of time or a mean factor worked back from them, which would be a guess from rounded pounds.
    """
    places = [{name: f"{letter}{first_row + row}" for name, letter in letters.items()} for row in range(len(lines))]
    told = {name: [formula.format(**place) for place in places] for name, formula in FORMULAS.items()}
    given = {name: lines[name].to_numpy(dtype=float) for name in AMOUNTS}
    real, whole = given["real_gbp"], given["real_gbp"] + given["bias_gbp"]
    rated = (lines["quantity"] * lines["rate_gbp"]).to_numpy(dtype=float)
    spans = lines["quarters"].to_numpy(dtype=float)
    times = _times(real, rated, spans / QUARTERS_PER_YEAR, exact=exact)
    bias, vat = (_shares(given[n], real, k, exact=exact) for n, k in (("bias_gbp", bias_shares), ("vat_gbp", (0.0,))))
    cash = np.where((given["cash_gbp"] == 0) & (real != 0), 0.0, 1.0)
    resource = np.where((given["npc_gbp"] == 0) & (whole != 0), 0.0, 1.0)
    factor, even = _factors(given["npc_gbp"], whole, resource, lines["mean_factor"].to_numpy(dtype=float), exact=exact)
    found = {
        "real_gbp": rated * times,
        "bias_gbp": real * bias,
        "vat_gbp": real * vat,
        "cash_gbp": (whole + given["vat_gbp"]) * cash,
        "npc_gbp": whole * resource * factor,
    }
    return {
        "quarters": Step(spans, _where(~np.isnan(spans), told["quarters"])),
        "times": Step(times, _where(_gives(times, spans / QUARTERS_PER_YEAR), told["times"])),
        "bias_share": Step(bias),
        "vat_share": Step(vat),
        "cash_moves": Step(cash),
        "resource": Step(resource),
        "factor": Step(factor, _where(even, told["factor"])),
        **{name: _step(given[name], found[name], told[name], exact=exact) for name in AMOUNTS},
    }


def _step(given: Floats, found: Floats, formulas: Sequence[str], *, exact: bool) -> Step:
    """The formula where it gives the amount, as it stands or rounded; else the amount."""
    plain, rounded = _gives(found, given), _fits(found, given, exact=exact)
    told = tuple(
        formula if as_is else f"ROUND({formula},{_PLACES})" if nearly else ""
        for formula, as_is, nearly in zip(formulas, plain, rounded, strict=True)
    )
    return Step(np.where(plain, found, given), told)


def _times(real: Floats, rated: Floats, years: Floats, *, exact: bool) -> Floats:
    """How often the rate is paid: each year of the span, once, or, where it is paid in part, by the amount itself."""
    times = np.where(_fits(rated, real, exact=exact), 1.0, np.nan)
    yearly = _gives(rated * years, real) | (np.isnan(times) & _fits(rated * years, real, exact=exact))
    times = np.where(yearly, years, times)
    in_part = np.isnan(times) & (rated != 0) & ~np.isnan(rated) & exact
    times[in_part] = real[in_part] / rated[in_part]
    return times


def _shares(part: Floats, whole: Floats, known: Sequence[float], *, exact: bool) -> Floats:
    """What share of `whole` is added: one of the known ones, or, where amounts are exact, by division."""
    shares = np.full(len(part), np.nan)
    for share in sorted(known, reverse=True):  # the least that fits: none, where nothing is added
        shares = np.where(_fits(whole * share, part, exact=exact), share, shares)
    divided = np.isnan(shares) & (whole != 0) & exact
    shares[divided] = np.round(part[divided] / whole[divided], SHARE_DECIMALS)
    return shares


def _factors(npc: Floats, amounts: Floats, resource: Floats, even: Floats, *, exact: bool) -> tuple[Floats, Truths]:
    """The mean discount factor of each line, and where it is that of money spread evenly over its span."""
    evenly = _fits(amounts * resource * even, npc, exact=exact)
    factors = np.where(evenly, even, np.nan)
    uneven = ~evenly & (amounts != 0) & exact
    factors[uneven] = npc[uneven] / amounts[uneven]
    return factors, evenly


def _rounded(amounts: Floats) -> Floats:
    """To the step of the public edition, halves away from nought as spreadsheets round."""
    step = POUNDS_STEP
    return np.asarray(np.sign(amounts) * np.floor(np.abs(amounts) / step + 0.5) * step)


def _gives(figures: Floats, amounts: Floats) -> Truths:
    return np.asarray(np.abs(figures - amounts) < HALF_A_PENNY)


def _fits(figures: Floats, amounts: Floats, *, exact: bool) -> Truths:
    """To the penny or, where amounts are not exact, once rounded as they are."""
    return (
        _gives(figures, amounts) if exact else np.asarray(_gives(figures, amounts) | _gives(_rounded(figures), amounts))
    )


def _where(holds: Truths, formulas: Sequence[str]) -> tuple[str, ...]:
    return tuple(formula if fits else "" for fits, formula in zip(holds, formulas, strict=True))
