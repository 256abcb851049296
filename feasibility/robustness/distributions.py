"""Assumptions with a declared distribution, and the figures that stand at quantiles of each.

triangular: from low to high, likeliest at the value. uniform: from low to high, every figure alike; the value plays no
part. pert: a beta distribution from low to high, likeliest at the value, its tails thinner than a triangle's. normal:
low is the 5th percentile, the value the median, high the 95th; where the value is not half-way, each side has its own
spread. lognormal: the same of logarithms. The two that have no ends are cut at what the setting allows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pydantic import ValidationError
from scipy.special import betaincinv, ndtr, ndtri

from feasibility.appraisal.fragile import SECTIONS, SITE
from feasibility.errors import InputError, raise_all
from feasibility.robustness import correlations
from feasibility.robustness.allowed import Allowed, of_setting, of_site, title
from feasibility.scenario.changed import changed
from feasibility.scenario.model import Settings
from feasibility.tables import SITE_FIGURES

Array = npt.NDArray[np.float64]
WHERE = "what is drawn"
SITE_COLUMNS = (*SITE_FIGURES, "occupied_m2", "released_share")
"""Figures of a site that its cost and its room follow from."""
MEASURED_AGAIN = ("travel.", "staff.", "boundary.")
"""Settings that journeys, or the sites considered, follow from."""
P95 = float(ndtri(0.95))
"""Standard deviations from the median of a normal distribution to its 95th percentile: 1.645."""
PERT_WEIGHT = 4.0
"""How much the likeliest value weighs beside the ends: (low + 4 value + high) / 6 is the mean (Clark 1962)."""
DIGITS = 12
"""Significant digits kept, so that the last bits, in which machines' logarithms differ, are the same everywhere."""


@dataclass(frozen=True)
class Distribution:
    """One assumption that is drawn."""

    assumption_id: str
    """A setting's key, or `sites.<site id>.<column>`."""
    title: str
    """The assumption in words."""
    shape: str
    """One of tables.DISTRIBUTIONS."""
    low: float
    value: float
    high: float
    unit: str
    status: str
    least: float = -np.inf
    """Least that the setting allows."""
    most: float = np.inf
    """Most that it allows."""
    whole: bool = False
    """Whether it takes whole numbers only."""


def declared(register: pd.DataFrame, settings: Settings, site_names: Mapping[str, str]) -> list[Distribution]:
    """Every assumption that the register gives a distribution, by id.

    `register` is tables.RegisterTable; `site_names` the sites that options may use and the present centres, id to name:
    figures of other sites are not drawn, nor is a figure of 0 whose range is so many times the figure, nor what `held`
    tells. Raises `InputError` with every fault: a distribution on what no draw can be worked out for, one that reaches
    beyond what the setting allows, and correlations that cannot be (`correlations.faults`).
    """
    found: list[Distribution] = []
    faults: list[str] = []
    for row in _rows(register):
        key, site_id = row["assumption_id"], _site_of(row["assumption_id"])
        if _why_held(row) or (site_id and site_id not in site_names) or _is_nothing(row):
            continue
        told = _no_draw(key) or _range_faults(row, settings)
        faults += told
        if not told:
            found.append(_of_row(row, settings, site_names))
    faults += correlations.faults(settings.robustness, [d.assumption_id for d in found], _known(register))
    raise_all(InputError, WHERE, faults)
    return found


def held(register: pd.DataFrame) -> list[str]:
    """A warning for each assumption with a distribution that is not drawn, since the scenario has moved its value."""
    return [f"{row['assumption_id']} is not drawn: {why}" for row in _rows(register) if (why := _why_held(row))]


def values(distribution: Distribution, quantiles: Array) -> Array:
    """The figures at `quantiles` (above 0 and below 1, any order), within what the setting allows."""
    low, value, high, of = distribution.low, distribution.value, distribution.high, distribution.shape
    if of == "uniform":
        # Of whole numbers each is as likely as the next.
        drawn = low + (np.floor(quantiles * (high - low + 1)) if distribution.whole else quantiles * (high - low))
        drawn = np.minimum(drawn, high)
    elif of == "triangular":
        rising = low + np.sqrt(quantiles * (high - low) * (value - low))
        falling = high - np.sqrt((1 - quantiles) * (high - low) * (high - value))
        drawn = np.where(quantiles < (value - low) / (high - low), rising, falling)
    elif of == "pert":
        before, after = (1 + PERT_WEIGHT * side / (high - low) for side in (value - low, high - value))
        drawn = low + (high - low) * betaincinv(before, after, quantiles)
    elif of == "lognormal":
        least = np.log(distribution.least) if distribution.least > 0 else -np.inf
        ends = (float(least), float(np.log(distribution.most)))
        drawn = np.exp(_two_sided(float(np.log(low)), float(np.log(value)), float(np.log(high)), quantiles, ends))
    else:
        drawn = _two_sided(low, value, high, quantiles, (distribution.least, distribution.most))
    kept = np.rint(drawn) if distribution.whole else _rounded(drawn, max(abs(low), abs(high)))
    return np.clip(kept, distribution.least, distribution.most)


def _two_sided(low: float, value: float, high: float, quantiles: Array, ends: tuple[float, float]) -> Array:
    """A normal distribution with the 5th, 50th and 95th percentiles given, without what lies beyond `ends`."""
    below, above = (value - low) / P95, (high - value) / P95
    first, last = (float(ndtr((end - value) / (below if end < value else above))) for end in ends)
    z = ndtri(first + quantiles * (last - first))
    return np.asarray(value + z * np.where(z < 0, below, above))


def _rounded(drawn: Array, size: float) -> Array:
    return np.round(drawn, DIGITS - int(np.ceil(np.log10(size))))


def _rows(register: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows with a distribution by id, their figures as numbers."""
    drawn = register[register["distribution"] != ""].sort_values("assumption_id")
    figures = {
        name: pd.to_numeric(drawn[name].str.replace(",", "", regex=False), errors="coerce")
        for name in ("low", "value", "high")
    }
    return [{str(k): v for k, v in row.items()} for row in drawn.assign(**figures).to_dict("records")]


def _known(register: pd.DataFrame) -> dict[str, str]:
    return dict(zip(register["assumption_id"], register["distribution"], strict=True))


def _site_of(key: str) -> str:
    return key.removeprefix(SITE).rpartition(".")[0] if key.startswith(SITE) else ""


def _is_nothing(row: Mapping[str, Any]) -> bool:
    return bool(row["low"] == row["high"])


def _why_held(row: Mapping[str, Any]) -> str:
    low, value, high = row["low"], row["value"], row["high"]
    if value < low or value > high:
        return f"its value here, {value:g}, lies outside its range in the register, {low:g} to {high:g}"
    if row["distribution"] in ("normal", "lognormal") and value in (low, high) and low < high:
        return f"its value here, {value:g}, is an end of its range, and {row['distribution']} takes it for the middle"
    return ""


def _no_draw(key: str) -> list[str]:
    """Why no draw can be worked out for the assumption; nothing where one can."""
    if key.startswith(SITE):
        if key.rpartition(".")[2] in SITE_COLUMNS:
            return []
        return [f"{key}: leave its distribution blank; of a site, draws are of {', '.join(SITE_COLUMNS)}"]
    if key.startswith(SECTIONS):
        return []
    if key.startswith(MEASURED_AGAIN):
        return [
            f"{key}: leave its distribution blank: journeys would have to be measured again for every draw; state how "
            "far they may be out under robustness.journey_error_minutes"
        ]
    sections = ", ".join(name.rstrip(".") for name in SECTIONS)
    return [f"{key}: leave its distribution blank; draws are of settings of {sections}, and of figures of sites"]


def _range_faults(row: Mapping[str, Any], settings: Settings) -> list[str]:
    key, allowed = row["assumption_id"], _allowed(row["assumption_id"], settings)
    if allowed is None or not np.isfinite([row["low"], row["value"], row["high"]]).all():
        return [f"{key}: is no number with a range, so nothing can be drawn; leave its distribution blank"]
    faults = []
    for end in ("low", "high"):
        figure = row[end]
        if not allowed.least <= figure <= allowed.most:
            faults.append(f"{key}: its {end}, {figure:g}, is not what the setting allows: {allowed.words}; mend {end}")
        elif allowed.whole and figure != round(figure):
            faults.append(
                f"{key}: its {end}, {figure:g}, is no whole number, and the setting takes no other; mend {end}"
            )
        elif not key.startswith(SITE):
            faults += _refused(settings, key, end, figure)
    return faults


def _refused(settings: Settings, key: str, end: str, figure: float) -> list[str]:
    """An end that does not go with the other settings of its section."""
    try:
        changed(settings, key, f"{figure:.12g}")
    except ValidationError as err:
        return [f"{key}: its {end}, {figure:g}, is refused: {err.errors()[0]['msg'].removeprefix('Value error, ')}"]
    return []


def _allowed(key: str, settings: Settings) -> Allowed | None:
    return of_site(key.rpartition(".")[2]) if key.startswith(SITE) else of_setting(settings, key)


def _of_row(row: Mapping[str, Any], settings: Settings, site_names: Mapping[str, str]) -> Distribution:
    key = row["assumption_id"]
    allowed = _allowed(key, settings) or Allowed()
    return Distribution(
        assumption_id=key, title=title(settings, key, site_names), shape=row["distribution"],
        low=row["low"], value=row["value"], high=row["high"], unit=row["unit"], status=row["status"],
        least=allowed.least, most=allowed.most, whole=allowed.whole,
    )  # fmt: skip
