"""One matrix of the council's into pairs of person and site, with what must be said of it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets
from feasibility.inputs.matrix import ends, figures, headings
from feasibility.inputs.matrix.ends import Destinations, Matched, Origins
from feasibility.inputs.matrix.headings import Columns
from feasibility.inputs.matrix.layouts import KM_PER, MINUTES_PER
from feasibility.inputs.postcodes import compact
from feasibility.inputs.staff import MODE_WORDS
from feasibility.inputs.typed import in_rows
from feasibility.scenario.travel import MatrixSettings
from feasibility.tables import MODES

PAIR = ["origin_id", "destination_id", "mode"]
COLUMNS = [*PAIR, "shift", "minutes", "km", "bad_day_minutes", "matrix_id"]
JOINER = " - "
"""What parts origin from destination where one cell holds both."""


@dataclass(frozen=True)
class MatrixFile:
    """What must be said of one matrix on the evidence page. Names no origin and no file."""

    matrix_id: str
    layout: str
    origins: str
    """Kind of word its origins are."""
    unit: str
    length_unit: str
    """Blank where it has no lengths."""
    modes: tuple[str, ...]
    """Modes taken from it."""
    shift: str
    """Blank where it stands for every shift."""
    missing: str
    source: str
    date: str
    departure_window: str
    licence: str
    unused_rows: int
    """Rows of modes that are taken from elsewhere."""
    unused_origins: int
    """Postcodes or areas where nobody lives."""


def read(
    path: Path,
    matrix_id: str,
    settings: MatrixSettings,
    wanted: Collection[str],
    origins: Origins | None,
    destinations: Destinations | None,
) -> tuple[pd.DataFrame, MatrixFile]:
    """One matrix as pairs with the columns of `together.Supplied`, and what must be said of it.

    Messages name rows, never an origin. Raises `InputError` for headings that are not clear, rows that speak of nobody,
    no site or no mode, figures that cannot be journeys, and pairs that stand more than once.
    """
    raw = sheets.read(path, settings.sheet)
    sites = list(raw.columns) if destinations is None else ends.is_site(list(raw.columns), destinations)
    try:
        columns = headings.recognised(list(raw.columns), settings, sites)
    except headings.Unclear as unclear:
        raise InputError(path.name, [_in_section(fault, matrix_id) for fault in unclear.faults]) from None
    unit, length_unit = _units(columns, settings, matrix_id, path.name)
    rows = _modes(_long(raw, columns, destinations), columns, settings, matrix_id, path.name)
    used = rows[rows["mode"].isin(list(wanted)) | ~rows["mode"].isin(MODES)].reset_index(drop=True)
    typed, faults = _typed(used, columns, unit, length_unit)
    people = None if origins is None else ends.origins(pd.Index(typed["origin"].unique()), origins)
    places = None if destinations is None else ends.destinations(pd.Index(typed["destination"].unique()), destinations)
    faults += _strange(typed, columns, people, places) + _repeated(typed, columns)
    raise_all(InputError, path.name, faults)
    found = typed[typed["minutes"].notna()]
    pairs = _of_people(found, people, places).assign(shift=settings.shift or "", matrix_id=matrix_id)
    modes = tuple(mode for mode in MODES if (found["mode"] == mode).any())
    of_file = MatrixFile(
        matrix_id=matrix_id,
        layout=columns.layout,
        origins=people.kind if people else "",
        unit=unit,
        length_unit=length_unit,
        modes=modes,
        unused_rows=len(rows) - len(used),
        unused_origins=len(people.unused) if people else 0,
        **_stated(settings),
    )
    return pairs[COLUMNS], of_file


def _stated(settings: MatrixSettings) -> dict[str, str]:
    """What the officer says of the file."""
    names = ("missing", "source", "date", "departure_window", "licence")
    return {name: str(getattr(settings, name)) for name in names} | {"shift": settings.shift or ""}


def _in_section(fault: str, matrix_id: str) -> str:
    return fault.replace("the scenario", f"[travel.matrix.{matrix_id}]")


def _units(columns: Columns, settings: MatrixSettings, matrix_id: str, where: str) -> tuple[str, str]:
    """Unit of the times and of the lengths, blank where the file has no lengths."""
    unit = settings.unit or columns.time[1] or ""
    length_unit = (settings.length_unit or columns.length[1] or "") if columns.length else ""
    faults = []
    if not unit:
        faults.append(f"no heading says the unit of its times; state unit ({', '.join(MINUTES_PER)})")
    if columns.length and not length_unit:
        faults.append(f"no heading says the unit of its lengths; state length_unit ({', '.join(KM_PER)})")
    raise_all(InputError, where, [f"{fault} in [travel.matrix.{matrix_id}]" for fault in faults])
    return unit, length_unit


def _long(raw: pd.DataFrame, columns: Columns, destinations: Destinations | None) -> pd.DataFrame:
    """One row a pair, all text: row (of the file), origin, destination, mode, time, length, bad_day."""
    numbered = raw.rename_axis("row").reset_index()
    if columns.sites:
        kept = ["row", columns.origin, *([columns.mode] if columns.mode else [])]
        numbered = numbered.melt(id_vars=kept, value_vars=list(columns.sites), var_name="site", value_name="cell")
        origin, destination, time = numbered[columns.origin], numbered["site"], numbered["cell"]
    elif columns.origin == columns.destination:
        parts = numbered[columns.origin].str.rpartition(JOINER)
        origin, destination, time = parts[0], parts[2], numbered[columns.time[0]]
    else:
        origin, destination, time = (numbered[name] for name in (columns.origin, columns.destination, columns.time[0]))
    origin, destination = _each_once(compact, origin), _each_once(compact, destination)
    if columns.either_way and destinations is not None and _exchanged(origin, destination, destinations):
        origin, destination = destination, origin
    length = numbered[columns.length[0]] if columns.length else ""
    return pd.DataFrame({
        "row": numbered["row"], "origin": origin, "destination": destination, "time": time, "length": length,
        "mode": numbered[columns.mode] if columns.mode else "",
        "bad_day": numbered[columns.bad_day] if columns.bad_day else "",
    })  # fmt: skip


def _exchanged(origin: "pd.Series[str]", destination: "pd.Series[str]", known: Destinations) -> bool:
    """Whether the sites stand where others put the origins: TravelTime's search may start at either end."""
    ends_of = (list(destination.cat.categories), list(origin.cat.categories))
    return not ends.is_site(ends_of[0], known) and bool(ends.is_site(ends_of[1], known))


def _each_once(change: "Callable[[pd.Series[str]], pd.Series[str]]", cells: "pd.Series[str]") -> "pd.Series[str]":
    """Cells changed, as categories: a million rows hold few words that differ."""
    codes, words = pd.factorize(cells)
    codes_of_changed, changed = pd.factorize(change(pd.Series(words, dtype=str)))
    return pd.Series(pd.Categorical.from_codes(codes_of_changed[codes], changed), index=cells.index)


def _modes(rows: pd.DataFrame, columns: Columns, settings: MatrixSettings, matrix_id: str, where: str) -> pd.DataFrame:
    """The rows with modes in the product's words; a word that is no mode stays as it is."""
    if bool(columns.mode) == bool(settings.mode):
        fault = "has a column of modes: take mode out of" if columns.mode else "has no column of modes: state mode in"
        raise InputError(where, [f"{fault} [travel.matrix.{matrix_id}]"])
    if settings.mode:
        return rows.assign(mode=settings.mode)
    words = {word: mode for mode, known in MODE_WORDS.items() for word in known}

    def known(spelt: "pd.Series[str]") -> "pd.Series[str]":
        return spelt.str.lower().str.replace("_", " ").map(words).fillna(spelt)

    return rows.assign(mode=_each_once(known, rows["mode"]))


def _typed(rows: pd.DataFrame, columns: Columns, unit: str, length_unit: str) -> tuple[pd.DataFrame, list[str]]:
    """The rows with minutes, km and bad_day_minutes as numbers, and what is wrong with them."""
    numbers, faults = pd.Index(rows["row"]), []
    names = (_called(columns.time[0], columns), _called(columns.length[0] if columns.length else "km", columns))
    typed = rows.assign(minutes=float("nan"), km=float("nan"), bad_day_minutes=float("nan"))
    for cells, into, name, have in (
        ("time", "minutes", names[0], True),
        ("length", "km", names[1], bool(columns.length)),
        ("bad_day", "bad_day_minutes", columns.bad_day, bool(columns.bad_day)),
    ):
        if have:
            typed[into], wrong = figures.numbers(rows[cells], numbers, name)
            faults += wrong
    typed["minutes"], typed["bad_day_minutes"] = (
        figures.in_minutes(typed[name], unit) for name in ("minutes", "bad_day_minutes")
    )
    typed["km"] = figures.in_km(typed["km"], length_unit) if length_unit else typed["km"]
    known = typed[typed["minutes"] >= 0]
    less = typed["bad_day_minutes"] < typed["minutes"]
    faults += in_rows(columns.bad_day, _rows(typed, less), "a bad day is shorter than the usual minutes; exchange them")
    return typed, faults + figures.implausible(known, unit, names)


def _called(heading: str, columns: Columns) -> str:
    """What a message calls a column. In a wide matrix any heading may be a record in the wrong place."""
    return "of a site" if columns.sites else heading


def _strange(rows: pd.DataFrame, columns: Columns, people: Matched | None, places: Matched | None) -> list[str]:
    """Rows that speak of nobody, of no site or of no mode."""
    faults = []
    unknown = ~rows["mode"].isin(MODES)
    if unknown.any():
        faults += in_rows(columns.mode, _rows(rows, unknown), f"not a known mode; write one of {', '.join(MODES)}")
    if places is not None and places.strange:
        words = "names no site that is known"
        others = "" if places.kind == ends.IDS else f" by its {places.kind.removesuffix('s')}, as other rows do"
        faults += in_rows(
            _end(columns, columns.destination), _rows(rows, rows["destination"].isin(places.strange)), words + others
        )
    if places is not None and places.twofold:
        column, which = _end(columns, columns.destination), rows["destination"].isin(places.twofold)
        faults += in_rows(column, _rows(rows, which), "stands for more than one site; name them by id")
    if people is not None and people.strange:
        words = f"is none of the {people.kind} that the other rows give; a matrix has origins of one kind"
        if len(people.strange) == rows["origin"].nunique():
            words = "names no id, no home postcode and no small area that is known"
        faults += in_rows(_end(columns, columns.origin), _rows(rows, rows["origin"].isin(people.strange)), words)
    elif people is not None and people.keys.empty and len(rows):
        faults.append(f"speaks of nobody: its origins are {people.kind}, and nobody lives there")
    return faults


def _end(columns: Columns, heading: str) -> str:
    return "of the origins" if columns.sites else heading


def _rows(rows: pd.DataFrame, which: "pd.Series[bool]") -> "pd.Index[int]":
    return pd.Index(rows.loc[which, "row"].unique())


def _repeated(rows: pd.DataFrame, columns: Columns) -> list[str]:
    again = rows.duplicated(["origin", "destination", "mode"], keep=False)
    words = "give one origin, site and mode more than once; keep one"
    return in_rows(_end(columns, columns.origin), _rows(rows, again), words)


def _of_people(rows: pd.DataFrame, people: Matched | None, places: Matched | None) -> pd.DataFrame:
    """Each row for every person its origin stands for."""
    if people is None or places is None:
        return pd.DataFrame(columns=COLUMNS)
    sites = places.keys.set_index("word")["key"]
    given = rows.assign(destination_id=rows["destination"].astype(str).map(sites))
    given = given[given["destination_id"].notna()]
    if people.keys["word"].is_unique:
        of_one = given.assign(origin_id=given["origin"].astype(str).map(people.keys.set_index("word")["key"]))
        return of_one[of_one["origin_id"].notna()]
    keys = people.keys.rename(columns={"word": "origin", "key": "origin_id"})
    return given.astype({"origin": str}).merge(keys, on="origin", validate="many_to_many")
