"""Each criterion of each option: the figure or words, and what they are worth on its scale, or why nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.appraisal.value import facts as known_of
from feasibility.appraisal.value import functions, words
from feasibility.appraisal.value.facts import Facts
from feasibility.scenario.value import OF_WORDS, Criterion

ByOption = Mapping[str, str]


@dataclass(frozen=True)
class Performance:
    """One criterion of every option, each series by option id."""

    raw: "pd.Series[float]"
    """The figure; blank for words and where it is not known."""
    told: "pd.Series[str]"
    """The figure with its unit, or the words; where there are no points, why."""
    points: "pd.Series[float]"
    """0 to 100; blank outside the range, and where not known."""
    preference: "pd.Series[float]"
    """Points, and beyond the range the scale carried on: only to tell which option beats which."""


def of_criterion(key: str, criterion: Criterion, facts: Facts, option_ids: "pd.Index[str]") -> Performance:
    """The performance of every option by one criterion; `key` is the criterion's id."""
    if criterion.measure not in OF_WORDS:
        return _scored(known_of.figure(facts, criterion.measure, option_ids), {}, criterion)
    of_sites = _of_sites(key, criterion, facts)
    seated = facts.seated[facts.seated["workstations"] > 0]
    parts = {str(option): part for option, part in seated.groupby("option_id", sort=False)}
    sites = {option: dict(zip(parts[option]["site_id"], parts[option]["workstations"], strict=True))
             if option in parts else {} for option in option_ids}  # fmt: skip
    if criterion.bands is not None:
        return _in_words(sites, of_sites, criterion)
    return _in_figures(sites, of_sites, criterion)


def _of_sites(key: str, criterion: Criterion, facts: Facts) -> dict[str, str]:
    """Site id to its word or figure as written; a site that nobody judged is left out."""
    if criterion.measure == "tenure":
        return {str(site): str(word) for site, word in facts.sites["tenure"].items()}
    if facts.judgements is None:
        return {}
    rows = facts.judgements[facts.judgements["criterion"] == key]
    return dict(zip(rows["site_id"], rows["value"], strict=True))


def _scored(raw: "pd.Series[float]", unknown: ByOption, criterion: Criterion) -> Performance:
    """Figures on the scale; `unknown` says more than that a figure is not known."""
    figures = raw.to_numpy(dtype=float)
    points = pd.Series(functions.values(figures, criterion.scale), index=raw.index)
    told = [
        unknown.get(str(option), words.NOT_KNOWN) if np.isnan(figure)
        else words.outside(figure, criterion) if np.isnan(worth) else words.figure(figure, criterion.measure)
        for option, figure, worth in zip(raw.index, figures, points, strict=True)
    ]  # fmt: skip
    preference = pd.Series(functions.preferences(figures, criterion.scale), index=raw.index)
    return Performance(raw, pd.Series(told, index=raw.index, dtype=object), points, preference)


def _in_figures(sites: Mapping[str, Mapping[str, int]], judged: Mapping[str, str], criterion: Criterion) -> Performance:
    """Figures of sites: the mean is taken of the figures, the worst is that with the fewest points."""
    figures = {site: float(value.replace(",", "")) for site, value in judged.items()}
    raw, unknown = {}, {}
    for option, taken in sites.items():
        if lacking := [site for site in taken if site not in figures]:
            unknown[option] = words.not_judged(lacking)
        if lacking or not taken:
            raw[option] = float("nan")
        elif criterion.over_sites == "mean-by-workstations":
            raw[option] = sum(figures[site] * count for site, count in taken.items()) / sum(taken.values())
        else:
            there = np.array([figures[site] for site in taken])
            raw[option] = float(there[functions.preferences(there, criterion.scale).argmin()])
    return _scored(pd.Series(raw, dtype=float), unknown, criterion)


def _in_words(sites: Mapping[str, Mapping[str, int]], judged: Mapping[str, str], criterion: Criterion) -> Performance:
    """Words of sites: each has its points, of which the least counts, or the mean by workstations."""
    bands = criterion.bands or {}
    told, points = {}, {}
    for option, taken in sites.items():
        of_option = {site: judged[site] for site in taken if site in judged}
        strange = sorted({word for word in of_option.values() if word not in bands})
        points[option] = float("nan")
        if len(of_option) < len(taken) or not taken:
            told[option] = words.not_judged([site for site in taken if site not in judged])
        elif strange:
            told[option] = words.no_band(strange, bands)
        elif criterion.over_sites == "mean-by-workstations":
            shares = {site: count / sum(taken.values()) for site, count in taken.items()}
            points[option] = sum(bands[of_option[site]] * share for site, share in shares.items())
            told[option] = words.mixed(of_option, shares, bands)
        else:
            worst = min(of_option, key=lambda site: (bands[of_option[site]], site))
            points[option] = bands[of_option[worst]]
            told[option] = words.at_worst(of_option[worst], worst, of_option)
    worth = pd.Series(points, dtype=float)
    return Performance(pd.Series(float("nan"), index=worth.index), pd.Series(told, dtype=object), worth, worth)
