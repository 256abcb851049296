"""How each unit of the books answers to each figure drawn: asked of the real model a few times a figure, then read off.

A cost line is a product (so many, at such a rate, with such a bias, discounted so), and each figure drawn moves one of
its factors. So a unit under a draw is its value at the middle of the draws times one factor a figure: exact where the
figure moves a factor in proportion or along a straight line, read between the values asked where it does not. What a
sum of two figures makes of a unit is near and not exact; `whole` says how near. When staff move hangs on the later of
two figures, so both are asked together (`timing`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from feasibility import pricing
from feasibility.appraisal import asked_again
from feasibility.appraisal.asked_again import Known
from feasibility.robustness import timing, units
from feasibility.robustness.units import Unit, Units
from feasibility.scenario.changed import changed
from feasibility.scenario.model import Settings, setting_text

Floats = npt.NDArray[np.float64]

SITE = "sites."
"""Begins the id of a site's figure: `sites.<site id>.<column>`."""
OF_SEATS = ("authority.", "seats.", "space.")
"""Settings that seats follow from: they move what is taken, and of the units floor areas alone."""
OF_SPACE_ADDED = ("fit_out_gbp_per_m2",)
"""Figures of a candidate that space added at a present centre may rest on."""
STRAIGHT = 1e-9
"""A unit whose middle lies this near the straight line between its ends, as a share, answers along that line."""
CURVE_POINTS = 9
"""Values asked where a unit answers along no straight line."""
WHOLE_VALUES_MAX = 40
"""A figure of whole numbers is asked at each of them where there are no more."""


@dataclass(frozen=True)
class Drawn:
    """The units under every draw."""

    names: tuple[Unit, ...]
    gbp: Floats
    """A row a unit, a column a draw."""
    place: dict[Unit, int] = field(default_factory=dict)

    def row(self, unit: Unit) -> Floats:
        """One unit under every draw; nought where no book has it."""
        return self.gbp[self.place[unit]] if unit in self.place else np.zeros(self.gbp.shape[1])


@dataclass(frozen=True)
class _Answers:
    """Units at some values of one figure."""

    figures: Floats
    units: list[Units]


def with_figures(known: Known, figures: "pd.Series[float]") -> Known:
    """The study with figures of the register set, settings and sites alike. Raises `InputError` as `known` does."""
    settings, evidence, sites = known.settings, known.evidence, known.evidence.sites.copy()
    of_columns: dict[str, dict[str, float]] = {}
    for key, value in figures.items():
        if str(key).startswith(SITE):
            site_id, _, column = str(key).removeprefix(SITE).rpartition(".")
            of_columns.setdefault(column, {})[site_id] = float(value)
        else:
            settings = changed(settings, str(key), setting_text(float(value)))
    for column, of_sites in of_columns.items():
        sites[column] = sites[column].astype(float).where(~sites.index.isin(list(of_sites)), pd.Series(of_sites))
    return asked_again.known(settings, replace(evidence, sites=sites))


def drawn(known: Known, draws: pd.DataFrame) -> Drawn:
    """The units of a study under draws (draw by assumption id)."""
    middle = with_figures(known, middles(draws))
    base = units.of(middle)
    of_figures = {
        str(key): draws[key].to_numpy(dtype=float) for key in draws.columns if not str(key).endswith(timing.KEYS)
    }
    asked = {key: (figures, _asked(middle, base, key, figures)) for key, figures in of_figures.items()}
    for way, months in timing.months(known.settings, draws).items():
        asked[f"move {way}"] = months, _at(timing.asked(middle, way), np.unique(months))
    names = tuple(dict.fromkeys([*base, *(unit for _, a in asked.values() for one in a.units for unit in one)]))
    place = {unit: row for row, unit in enumerate(names)}
    gbp = np.repeat(np.array([base.get(unit, 0.0) for unit in names])[:, None], len(draws), axis=1)
    for figures, answers in asked.values():
        _apply(gbp, place, base, figures, answers)
    return Drawn(names, gbp, place)


def _apply(gbp: Floats, place: Mapping[Unit, int], base: Units, figures: Floats, answers: _Answers) -> None:
    """Move the units of `gbp` by what one figure does to them: by a factor, or by a sum where the middle has none."""
    for unit in dict.fromkeys(unit for one in answers.units for unit in one):
        at = np.array([one.get(unit, 0.0) for one in answers.units])
        at_middle = base.get(unit, 0.0)
        if np.all(at == at_middle):
            continue
        if at_middle:
            gbp[place[unit]] *= np.interp(figures, answers.figures, at / at_middle)
        else:
            gbp[place[unit]] += np.interp(figures, answers.figures, at)


def middles(draws: pd.DataFrame) -> "pd.Series[float]":
    """The middle of each figure's draws: the mean, a whole number where all draws are."""
    return pd.Series({key: _middle(draws[key].to_numpy(dtype=float)) for key in draws.columns}, dtype=float)


def _middle(figures: Floats) -> float:
    mean = float(figures.mean())
    return float(round(mean)) if _whole(figures) else mean


def _whole(figures: Floats) -> bool:
    return bool((figures == figures.round()).all())


def _asked(middle: Known, base: Units, key: str, figures: Floats) -> _Answers:
    """The units at the ends of the draws and their middle; at more values where the answer is no straight line."""
    ask = _of_site(middle, key) if key.startswith(SITE) else _of_setting(middle, base, key)
    low, between, high = float(figures.min()), _middle(figures), float(figures.max())
    distinct = np.unique(figures)
    if low == high:
        return _Answers(distinct, [])
    if len(distinct) <= WHOLE_VALUES_MAX and _whole(figures):
        return _at(ask, distinct)
    ends = _at(ask, np.array([low, high]))
    at_middle = {unit: base[unit] for one in ends.units for unit in one if unit in base}
    three = _Answers(np.array([low, between, high]), [ends.units[0], at_middle, ends.units[1]])
    return three if _straight(three) else _at(ask, np.linspace(low, high, CURVE_POINTS))


def _at(ask: Callable[[float], Units], values: Floats) -> _Answers:
    return _Answers(values, [ask(float(value)) for value in values])


def _straight(answers: _Answers) -> bool:
    (first, between, last), (low, middle, high) = answers.units, answers.figures
    share = (middle - low) / (high - low)
    for unit in {*first, *between, *last}:
        a, b, c = first.get(unit, 0.0), between.get(unit, 0.0), last.get(unit, 0.0)
        if abs(a + share * (c - a) - b) > STRAIGHT * max(abs(a), abs(b), abs(c)):
            return False
    return True


def _of_setting(middle: Known, base: Units, key: str) -> Callable[[float], Units]:
    """How to ask all units at a value of a setting."""

    def settings_at(value: float) -> Settings:
        return changed(middle.settings, key, setting_text(value))

    if key.startswith(OF_SEATS):

        def floor_alone(value: float) -> Units:
            # Seats themselves are counted apart, draw by draw.
            settings = settings_at(value)
            if pricing.floor(settings) == pricing.floor(middle.settings):
                return base
            return units.of(asked_again.with_settings(middle, settings))

        return floor_alone

    every = units.of if key.startswith("costs.") else units.besides_space_added
    return lambda value: every(asked_again.with_settings(middle, settings_at(value)))


def _of_site(middle: Known, key: str) -> Callable[[float], Units]:
    """How to ask the units of one place at a value of one of its figures."""
    site_id, _, column = key.removeprefix(SITE).rpartition(".")
    adds_space = bool(middle.of_sites[site_id].row["present_of"]) or column in OF_SPACE_ADDED

    def at(value: float) -> Units:
        known = asked_again.with_place(middle, site_id, {column: value})
        lines = units.of_lines(known.books, site_id)
        return lines | (units.of_space_added(known) if adds_space else {})

    return at
