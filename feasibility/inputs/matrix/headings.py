"""Which column of a matrix holds what: by the layouts that are known, or as the scenario says."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from feasibility.inputs.matrix.layouts import (
    BAD_DAY_HEADINGS,
    LAYOUTS,
    LENGTH_WORDS,
    MODE_HEADINGS,
    PERCENTILE,
    TIME_WORDS,
    Layout,
    ending_unit,
    plain,
    unit_told,
)
from feasibility.inputs.sheets import letter
from feasibility.scenario.travel import MatrixSettings

Found = tuple[str, str | None]
"""A heading and the unit it tells."""


@dataclass(frozen=True)
class Columns:
    """Headings of a matrix by what they hold."""

    layout: str
    origin: str
    destination: str
    """Blank in a wide matrix; in a joined one the same as `origin`."""
    time: Found
    """The heading is blank in a wide matrix."""
    length: Found | None = None
    mode: str = ""
    bad_day: str = ""
    sites: tuple[str, ...] = ()
    """Headings of the sites in a wide matrix."""
    either_way: bool = False


class Unclear(Exception):
    """The headings cannot be told apart: `faults` say why. Caught where the file is named."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = list(faults)
        super().__init__("; ".join(faults))


def recognised(headings: Sequence[str], settings: MatrixSettings, sites: Collection[str]) -> Columns:
    """What each column holds; `sites` are the headings that name a site.

    Raises `Unclear` where nothing or more than one thing fits. A message tells the place of a heading, never the
    heading itself: a person's record may stand there.
    """
    spelt = {name: getattr(settings, name) for name in ("origin", "destination", "minutes", "km")}
    absent = [name for name, heading in spelt.items() if heading is not None and heading not in headings]
    if absent:
        raise Unclear([f"{name}: no column has the heading that is named there; check its spelling" for name in absent])
    fits = {(c.origin, c.destination, c.time): c for layout in LAYOUTS for c in _fits(layout, headings, settings)}
    if len(fits) > 1:
        raise Unclear([_ambiguous(list(fits.values()), headings)])
    if fits:
        return next(iter(fits.values()))
    if settings.origin and settings.destination and settings.minutes:
        return _mapped(headings, settings)
    if sites and settings.destination is None and settings.minutes is None:
        return _wide(headings, settings, sites)
    raise Unclear([
        "its headings are those of no known tool: give origin, destination and minutes, or one column a site, or name "
        "the columns in the scenario with origin, destination, minutes and km"
    ])  # fmt: skip


def _fits(layout: Layout, headings: Sequence[str], settings: MatrixSettings) -> Iterator[Columns]:
    """How the layout fits the headings, with what the scenario names in place of what the layout would take."""
    by_plain = {plain(heading): heading for heading in reversed(headings)}
    origin = settings.origin or _first(layout.origin, by_plain)
    destination = settings.destination or _first(layout.destination, by_plain)
    joined = by_plain.get(layout.joined, "") if layout.joined and "originname" not in by_plain else ""
    if joined and not (settings.origin or settings.destination):
        origin = destination = joined  # the ids beside it were made by the tool and mean nothing outside it
    if not (origin and destination):
        return
    times, lengths = _times(layout, headings), _of(layout.lengths, headings, LENGTH_WORDS)
    if settings.minutes and times:
        times = [next((t for t in times if t[0] == settings.minutes), _told(settings.minutes, TIME_WORDS))]
    length = _told(settings.km, LENGTH_WORDS) if settings.km else next(iter(lengths), None)
    for time in times:
        yield Columns(
            layout.name, origin, destination, time, length, mode=_first(MODE_HEADINGS, by_plain),
            bad_day=_bad_day(time, headings), either_way=layout.either_way,
        )  # fmt: skip


def _first(wanted: Sequence[str], by_plain: Mapping[str, str]) -> str:
    return next((by_plain[name] for name in wanted if name in by_plain), "")


def _told(heading: str, words: Mapping[str, tuple[str, ...]]) -> Found:
    return heading, ending_unit(heading, words)


def _of(stems: Mapping[str, str | None], headings: Sequence[str], words: Mapping[str, tuple[str, ...]]) -> list[Found]:
    """Headings that are one of the stems, those of the first stem first."""
    tried = [(h, unit_told(h, {stem: unit}, words)) for stem, unit in stems.items() for h in headings]
    return [(heading, unit) for heading, (is_one, unit) in tried if is_one]


def _times(layout: Layout, headings: Sequence[str]) -> list[Found]:
    """The heading of the times; of several percentiles the median, or all where it is not among them."""
    usual = _of(layout.times, headings, TIME_WORDS)
    if usual or not layout.percentiles:
        return usual[:1]
    percentiles = _percentiles(headings)
    return [(percentiles[p], "minutes") for p in ([50] if 50 in percentiles else percentiles)]


def _percentiles(headings: Sequence[str]) -> dict[int, str]:
    matches = {heading: PERCENTILE.fullmatch(plain(heading)) for heading in headings}
    return {int(match[1]): heading for heading, match in matches.items() if match}


def _bad_day(time: Found, headings: Sequence[str]) -> str:
    """The heading of the minutes of a bad day: stated, or the largest percentile above the one taken."""
    stated = next((heading for heading in headings if plain(heading) in BAD_DAY_HEADINGS), "")
    percentiles = _percentiles(headings)
    taken = next((p for p, heading in percentiles.items() if heading == time[0]), 50)
    above = [p for p in percentiles if p > taken]
    return stated or (percentiles[max(above)] if above else "")


def _mapped(headings: Sequence[str], settings: MatrixSettings) -> Columns:
    by_plain = {plain(heading): heading for heading in headings}
    return Columns(
        "headings named in the scenario", str(settings.origin), str(settings.destination),
        _told(str(settings.minutes), TIME_WORDS), _told(settings.km, LENGTH_WORDS) if settings.km else None,
        mode=_first(MODE_HEADINGS, by_plain),
    )  # fmt: skip


def _wide(headings: Sequence[str], settings: MatrixSettings, sites: Collection[str]) -> Columns:
    origin = settings.origin or headings[0]
    mode = next((h for h in headings if plain(h) in MODE_HEADINGS and h not in sites), "")
    others = [heading for heading in headings if heading not in (origin, mode)]
    strange = [letter(headings.index(heading)) for heading in others if heading not in sites]
    if strange:
        raise Unclear([
            f"column {place}: its heading names no site, and those of other columns do; take the column out, or name "
            "the columns in the scenario"
            for place in strange
        ])  # fmt: skip
    return Columns("one column a site", origin, "", ("", None), mode=mode, sites=tuple(others))


def _ambiguous(fits: Sequence[Columns], headings: Sequence[str]) -> str:
    places = {
        "origin": {c.origin for c in fits},
        "destination": {c.destination for c in fits},
        "minutes": {c.time[0] for c in fits},
    }
    words = [
        f"{role} could be column {' or '.join(sorted(letter(headings.index(h)) for h in found))}"
        for role, found in places.items()
        if len(found) > 1
    ]
    return f"its headings fit more than one tool: {'; '.join(words)}; name the right ones in the scenario"
