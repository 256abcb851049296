"""The map for print: one A4 sheet, landscape, of one option; readable in black and white."""

from feasibility.publication.figures import drawing, lettering, map_layers, marks
from feasibility.publication.figures.chart import Chart
from feasibility.publication.figures.land import Frame
from feasibility.publication.figures.room import Box
from feasibility.publication.map import geography
from feasibility.publication.map.bands import BANDS, SUPPRESSED, change_words, suppressed_words
from feasibility.publication.map.facts import Facts, facts
from feasibility.publication.map.standing import KIND_WORDS, shown_first
from feasibility.publication.release import Release
from feasibility.publication.views import options as views

WIDTH_PX, HEIGHT_PX = 1123, 794
"""A4, landscape, at 96 pixels an inch."""
_MAP = (28.0, 76.0, 612.0, 640.0)
"""Left, top, width and height of the ground on the sheet."""
_COLUMN, _RIGHT = 660.0, 1095.0
"""Left and right edge of the column beside the map."""
_HEAD_PX, _WORDS_PX, _SMALL_PX, _FOOT_PX = 12.5, 11.0, 10.5, 8.5
_FOOT_TOP = 732.0
_LINE = 14.5
BEST, SHARED = "map-best", "map-best-shared"


def maps(release: Release) -> dict[str, Chart]:
    """The maps of a run: of the option that maps show first, and of the cheapest single site where it is another."""
    first = shown_first(release)
    single = [str(option) for option in views.single_site(views.had(release))["option_id"] if option != first]
    options = dict(zip((BEST, SHARED), (first, *single), strict=False))
    return {key: _sheet(release, option, key) for key, option in options.items()}


def map_of(release: Release, option_id: str) -> Chart:
    """The map of one option. Raises KeyError where the release has no such option."""
    return _sheet(release, option_id, f"map-{option_id}")


def in_words(release: Release, option_id: str) -> str:
    """The map in sentences: the option, the mean change, and the change of each area that may be shown."""
    option = release.tables["options"].set_index("option_id").loc[option_id]
    minutes = map_layers.minutes_by_area(release, option_id)
    areas = release.layers.areas
    told = "; ".join(
        f"{name} {change_words(minutes[str(area)])}"
        for area, name in zip(areas["area_id"], areas["name"], strict=True)
        if str(area) in minutes
    )
    by_area = f" By home area: {told}." if told else ""
    mean = change_words(float(option["travel_change_minutes_mean"]))
    return f"If: {option['option']}. Mean change in journeys, one way: {mean}.{by_area}"


def _sheet(release: Release, option_id: str, key: str) -> Chart:
    option = release.tables["options"].set_index("option_id").loc[option_id]
    title = f"Change in staff journeys by home area: {option['option']}"
    frame, said = _frame(release), in_words(release, option_id)
    body = [
        f"<defs>{map_layers.tiles(key)}{_clip(key)}</defs>",
        f'<rect width="{WIDTH_PX}" height="{HEIGHT_PX}" fill="{drawing.PAPER}"/>',
        *_head(release, title),
        *_ground(release, option_id, frame, key),
        *_column(release, option_id, key),
        *_foot(release),
    ]
    svg = drawing.whole(key, title, said, HEIGHT_PX, body, WIDTH_PX)
    return Chart(key, title, said, svg, None, "; ".join(release.heading.licence_lines))


def _frame(release: Release) -> Frame:
    """The study area with a small margin, at the shape of the map's place on the sheet."""
    west, south, east, north = geography.study_area(release.layers).bounds
    left, top, width, height = _MAP
    half_m = 1.04 * max((east - west), (north - south) * width / height) / 2
    middle, up = ((west + east) / 2, (south + north) / 2), half_m * height / width
    return Frame(middle[0] - half_m, middle[1] - up, middle[0] + half_m, middle[1] + up, left, top, width)


def _clip(key: str) -> str:
    left, top, width, height = _MAP
    return f'<clipPath id="{key}-frame"><rect x="{left}" y="{top}" width="{width}" height="{height}"/></clipPath>'


def _ground(release: Release, option_id: str, frame: Frame, key: str) -> list[str]:
    left, top, width, height = _MAP
    taken = [Box(left, top + height - 34, left + 190, top + height),
             Box(left + width - 34, top, left + width, top + 50)]  # fmt: skip
    back = f'<rect x="{left}" y="{top}" width="{width}" height="{height}"'
    return [
        f'{back} fill="{marks.SEA}"/><g clip-path="url(#{key}-frame)">',
        *map_layers.ground(release, frame),
        *map_layers.changes(release, option_id, frame, key),
        *map_layers.lines(release, frame),
        *map_layers.labels(release, option_id, frame, taken),
        marks.scale_bar(frame, left + 18, top + height - 14, most_px=150, size_px=_WORDS_PX),
        marks.north(left + width - 20, top + 10, 20),
        f'</g>{back} fill="none" stroke="{drawing.INK}"/>',
    ]


def _head(release: Release, title: str) -> list[str]:
    heading, left = release.heading, _MAP[0]
    stamp = (heading.title, f"as at {heading.as_at}", heading.price_base, f"run {heading.run_id}")
    # The marking itself stands whole at the head of the sheet or page.
    flags = tuple(filter(None, ("DRAFT" if heading.draft else "", "EXEMPT" if release.marking else "")))
    return [
        *_lines(left, 34, lettering.lines(title, _RIGHT - left, 18, most=1, strong=True), 18, strong=True),
        *_lines(left, 58, lettering.lines("  ·  ".join(filter(None, stamp)), 760, 12, most=1), 12),
        *([_flag("  ·  ".join(flags), 58)] if flags else []),
    ]


def _flag(words: str, y: float) -> str:
    text = lettering.shortened(words, 300, 12, strong=True)
    wide = lettering.width_px(text, 12, strong=True) + 16
    return (
        f'<rect x="{_RIGHT - wide:.1f}" y="{y - 15}" width="{wide:.1f}" height="21" fill="{drawing.INK}"/>'
        + drawing.text(_RIGHT - wide / 2, y, text, 12, strong=True, anchor=drawing.MIDDLE, ink=drawing.PAPER)
    )


def _column(release: Release, option_id: str, key: str) -> list[str]:
    """The answer, the places in order, and the key of the map."""
    headline = lettering.lines(release.verdict[0] if release.verdict else "", _RIGHT - _COLUMN, 13, most=3, strong=True)
    drawn = _lines(_COLUMN, 88, headline, 13, strong=True)
    top = 88 + 17 * len(headline) + 12
    places, below = _places(facts(release), top)
    return [*drawn, *places, *_key(release, option_id, key, below + 16)]


def _places(places: tuple[Facts, ...], top: float) -> tuple[list[str], float]:
    """The list of places, closer where there are many, and how far down the sheet it reaches."""
    drawn = [
        drawing.text(_COLUMN, top, "Sites, by rank of the best option using them", _HEAD_PX, strong=True),
        drawing.text(_COLUMN + 26, top + 20, "Site", _SMALL_PX, strong=True),
        drawing.text(980, top + 20, "Total cost", _SMALL_PX, strong=True, anchor=drawing.RIGHT),
        drawing.text(_RIGHT, top + 20, "Mean journey", _SMALL_PX, strong=True, anchor=drawing.RIGHT),
    ]
    step = min(18.0, 290 / max(len(places), 1))
    size, y = min(_SMALL_PX, _SMALL_PX * step / 14.5), top + 24
    for place in places:
        y += step
        drawn.append(marks.marker(place.standing, _COLUMN + 9, y - 0.36 * size, scale=0.55 * min(1, step / 14.5)))
        rows = dict(place.rows)
        if place.standing.rank:
            name = lettering.shortened(place.standing.name, 235, size)
            drawn += [drawing.text(980, y, rows["Total cost"], size, anchor=drawing.RIGHT),
                      drawing.text(_RIGHT, y, rows["Mean change in journey"], size, anchor=drawing.RIGHT)]  # fmt: skip
        else:
            name = lettering.shortened(place.standing.name, 170, size)
            reason = lettering.shortened(place.reason or place.kind, 225, size)
            drawn.append(drawing.text(_RIGHT, y, reason, size, anchor=drawing.RIGHT))
        drawn.append(drawing.text(_COLUMN + 26, y, name, size))
    return drawn, y


def _key(release: Release, option_id: str, key: str, top: float) -> list[str]:
    """Classes of change, lines and markers."""
    option = release.tables["options"].set_index("option_id").loc[option_id]
    mean = f"On average over all staff: {change_words(float(option['travel_change_minutes_mean']))}."
    drawn = [
        drawing.text(_COLUMN, top + 8, "Change in staff journeys, one way, by home area", _HEAD_PX, strong=True),
        drawing.text(_COLUMN, top + 26, mean, _WORDS_PX),
    ]
    classes = [*((band, band.words) for band in BANDS), (SUPPRESSED, suppressed_words(release.suppression_heads_min))]
    y = top + 46
    for number, (band, words) in enumerate(classes):
        x, line = (_COLUMN, number) if number < 5 else (880, number - 5)
        box = f'x="{x}" y="{y - 10 + 17 * line:.1f}" width="30" height="13" stroke="#333"'
        drawn += [f'<rect {box} fill="url(#{key}-{band.key})"/>', drawing.text(x + 38, y + 17 * line, words, _SMALL_PX)]
    y += 17 * 5 + 10
    drawn.append(marks.line_key(marks.LEGEND_LINES, _COLUMN, y, 17, _SMALL_PX))
    kinds = {place.standing.kind: place.standing for place in reversed(facts(release))}
    for number, (kind, words) in enumerate((k, w) for k, w in KIND_WORDS.items() if k in kinds):
        drawn += [marks.marker(kinds[kind], 889, y + 17 * number, scale=0.55),
                  drawing.text(910, y + 4 + 17 * number, words.split(":")[0], _SMALL_PX)]  # fmt: skip
    used = y + 17 * len(kinds)
    return [*drawn, marks.ring(889, used, 5), drawing.text(910, used + 4, "Used by the option shown", _SMALL_PX)]


def _foot(release: Release) -> list[str]:
    """How firm the figures are, and every owner's line: where there are many they are set smaller, never cut."""
    words = "  ·  ".join((release.heading.firmness, *release.heading.licence_lines))
    size = _FOOT_PX
    lines = lettering.lines(words, _RIGHT - _MAP[0], size, most=99)
    while len(lines) * (size + 2) > HEIGHT_PX - _FOOT_TOP - 6:
        size *= 0.92
        lines = lettering.lines(words, _RIGHT - _MAP[0], size, most=999)
    return [drawing.text(_MAP[0], _FOOT_TOP + (size + 2) * n, line, size) for n, line in enumerate(lines)]


def _lines(x: float, y: float, lines: tuple[str, ...], size: float, *, strong: bool = False) -> list[str]:
    return [drawing.text(x, y + (size + 4) * n, line, size, strong=strong) for n, line in enumerate(lines)]
