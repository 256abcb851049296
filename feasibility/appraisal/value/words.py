"""Figures of criteria in words: with units for readers, and as an officer types them where a range must change."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from feasibility import wording
from feasibility.appraisal.value import functions
from feasibility.scenario.value import COSTS, Criterion, Measure

NOT_KNOWN = "not known"
NAMED = 10
"""Options named in a warning; the rest are counted, and each has its own cell in the table of scores."""
UNITS: Mapping[Measure, str] = {
    "change_minutes_mean": "minutes one way",
    "change_minutes_worst_tenth": "minutes one way",
    "change_minutes_employer_gap": "minutes one way",
    "worse_15_share": "share of staff",
    "worse_30_share": "share of staff",
    "total_npc_gbp": "pounds",
    "resource_npc_gbp": "pounds",
    "cash_gbp": "pounds",
    "headroom_share": "share of what is needed",
    "answered_share": "share of contacts",
    "sites_count": "sites",
    "step_free_share": "share of workstations",
    "network_ready_share": "share of workstations",
    "tenure": "words",
    "available_months": "months",
    "change_kgco2e_per_year": "kg CO2e a year",
    "judgement": "as judged",
}
"""What each measure counts."""


def unit(criterion: Criterion) -> str:
    """What the criterion counts."""
    return "words" if criterion.bands is not None else UNITS[criterion.measure]


def figure(raw: float, measure: Measure) -> str:
    """A figure with its unit, as a reader sees it: `30.2 minutes`, `45%`, `£3,544,000`."""
    if measure in COSTS:
        return wording.pounds(raw, nearest_1000=True)
    if measure.endswith("_share"):
        return wording.number(raw, wording.SHARE, plus=measure == "headroom_share")
    if "minutes" in measure:
        return f"{wording.number(raw, wording.MINUTES, plus='gap' not in measure)} minutes"
    told = {
        "sites_count": wording.counted(int(raw), "site"),
        "available_months": f"{wording.number(raw, wording.TENTHS)} months",
        "change_kgco2e_per_year": f"{wording.number(raw, wording.COUNT, plus=True)} kg CO2e a year",
    }
    return told.get(measure, plain(raw))


def plain(raw: float) -> str:
    """A figure as it is typed in a scenario."""
    return f"{round(raw, 4):.12g}"


def scale(criterion: Criterion) -> str:
    """The scale in words: `60 = 0; 0 = 100`, as the scenario gives it."""
    pairs = [(plain(x), y) for x, y in criterion.points or ()] or list((criterion.bands or {}).items())
    return "; ".join(f"{of} = {points:g}" for of, points in pairs)


def outside(raw: float, criterion: Criterion) -> str:
    """What a cell says of a figure that the range misses."""
    (least, _), *_, (most, _) = criterion.scale
    return f"{plain(raw)} is outside {plain(least)} to {plain(most)}: widen the range"


def no_band(strange: Sequence[str], bands: Iterable[str]) -> str:
    """What a cell says of words that have no points."""
    return f"{', '.join(strange)} is none of {', '.join(bands)}: add a band"


def not_judged(lacking: Sequence[str]) -> str:
    """What a cell says where sites were not judged."""
    return f"{NOT_KNOWN} of {', '.join(lacking)}: judge it" if lacking else NOT_KNOWN


def at_worst(word: str, site: str, of_sites: Mapping[str, str]) -> str:
    """The word that counts, with the site it is of where the sites of the option differ."""
    return word if len({*of_sites.values()}) == 1 else f"{word} ({site})"


def mixed(of_sites: Mapping[str, str], shares: Mapping[str, float], bands: Iterable[str]) -> str:
    """The words of an option's sites with the share of its workstations that each has, in the order of the bands."""
    sums = {band: sum(shares[site] for site, word in of_sites.items() if word == band) for band in bands}
    told = [(band, share) for band, share in sums.items() if share > 0]
    if len(told) == 1:
        return told[0][0]
    return "; ".join(f"{band} at {wording.number(share, wording.SHARE)} of workstations" for band, share in told)


def missed(key: str, criterion: Criterion, raw: "pd.Series[float]", points: "pd.Series[float]") -> str:
    """The warning of a range that misses figures: whose they are, and what range would hold them; blank if none are."""
    beyond = raw[raw.notna() & points.isna()]
    if beyond.empty:
        return ""
    (least, _), *_, (most, _) = criterion.scale
    wider = " to ".join(plain(end) for end in functions.holding(raw.to_numpy(dtype=float), criterion.scale))
    have, them = ("has", "it") if len(beyond) == 1 else ("have", "them")
    return (
        f"{criterion.name} (value.criterion.{key}): the range {plain(least)} to {plain(most)} misses "
        f"{wording.counted(len(beyond), 'option')}, which {have} no score: {_named(beyond.index)}. A range of {wider} "
        f"would hold {them}; the weight was judged for the range, so judge it again."
    )


def unknown(key: str, criterion: Criterion, raw: "pd.Series[float]", points: "pd.Series[float]") -> str:
    """The warning of options that have no score because a figure is not known, or a word has no points."""
    lacking = points.index[points.isna() & raw.isna()]
    if lacking.empty:
        return ""
    have = "has" if len(lacking) == 1 else "have"
    return (
        f"{criterion.name} (value.criterion.{key}) is not known, or has no points, for "
        f"{wording.counted(len(lacking), 'option')}, which {have} no score: {_named(lacking)}."
    )


def _named(option_ids: "pd.Index[str]") -> str:
    first = ", ".join(map(str, option_ids[:NAMED]))
    more = len(option_ids) - NAMED
    return f"{first} and {more} more (the table of scores has each)" if more > 0 else first
