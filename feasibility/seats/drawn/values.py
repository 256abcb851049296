"""Settings of [seats] and [space] of which some are drawn: one value a draw, checked as the settings check theirs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any

import numpy as np
from pydantic import TypeAdapter, ValidationError

from feasibility.scenario.base import Section
from feasibility.scenario.seats import SeatsSettings
from feasibility.scenario.space import SpaceSettings
from feasibility.seats.formulas import Bools, Floats, Ints

CHECKED_AT_ONCE = 2_000
"""Draws whose settings are put together at once: some 10 MB."""


class Sections(Section):
    """The two sections as they stand in a scenario."""

    seats: SeatsSettings
    space: SpaceSettings


CHECKS = TypeAdapter(list[Sections])


@dataclass(frozen=True)
class Values:
    """The settings, and n values of each that is drawn."""

    seats: SeatsSettings
    space: SpaceSettings
    drawn: Mapping[str, Floats]
    """By key, such as `seats.shrinkage_share`; whole numbers where the setting is one."""
    draws: int


def values(
    seats: SeatsSettings, space: SpaceSettings, drawn: Mapping[str, Floats], draws: int
) -> tuple[Values, tuple[str, ...]]:
    """The settings of every draw, and the keys of whole numbers that were rounded to be one, halves to even.

    Raises `KeyError` where a key is no setting of [seats] or [space], and `ValueError` where it has not n values.
    """
    found, rounded = {}, []
    for key, of_key in drawn.items():
        section, _, name = key.partition(".")
        fields = {"seats": SeatsSettings.model_fields, "space": SpaceSettings.model_fields}.get(section, {})
        if name not in fields:
            raise KeyError(key)
        column = np.asarray(of_key, dtype=np.float64)
        if column.shape != (draws,):
            raise ValueError(f"{key}: {column.shape} values for {draws} draws")
        if fields[name].annotation is int:
            whole = np.rint(column)
            if not np.array_equal(whole, column, equal_nan=True):
                rounded.append(key)
            column = whole
        found[key] = column
    return Values(seats, space, found, draws), tuple(rounded)


def each(of: Values, key: str) -> Floats:
    """The n values of a setting that is a number; NaN where it is not stated."""
    if key in of.drawn:
        return of.drawn[key]
    section, _, name = key.partition(".")
    stated = getattr(of.seats if section == "seats" else of.space, name)
    return np.broadcast_to(np.float64(np.nan if stated is None else stated), (of.draws,))


def only(of: Values, chosen: Ints | slice) -> Values:
    """The settings of some of the draws."""
    drawn = {key: column[chosen] for key, column in of.drawn.items()}
    return replace(of, drawn=drawn, draws=len(np.arange(of.draws)[chosen]))


def at(of: Values, draw: int) -> tuple[SeatsSettings, SpaceSettings]:
    """The settings of one draw. Raises `pydantic.ValidationError` where they refuse a value."""
    both = Sections.model_validate(next(_stated(only(of, slice(draw, draw + 1)))))
    return both.seats, both.space


def refused(of: Values) -> Bools:
    """The draws that the settings refuse: each draw is put together and checked as a scenario is."""
    found = np.zeros(of.draws, dtype=bool)
    for start in range(0, of.draws if of.drawn else 0, CHECKED_AT_ONCE):
        try:
            CHECKS.validate_python(list(_stated(only(of, slice(start, start + CHECKED_AT_ONCE)))))
        except ValidationError as err:
            faults = err.errors(include_url=False, include_context=False, include_input=False)
            found[[start + int(fault["loc"][0]) for fault in faults]] = True
    return found


def _stated(of: Values) -> Iterator[dict[str, Any]]:
    """The two sections draw by draw, as a scenario would state them; one with nothing drawn stands as it is."""
    for seats, space in zip(_section("seats", of.seats, of), _section("space", of.space, of), strict=True):
        yield {"seats": seats, "space": space}


def _section(name: str, section: Section, of: Values) -> Iterator[Section | dict[str, Any]]:
    base = {field: getattr(section, field) for field in type(section).model_fields}
    drawn = {key.partition(".")[2]: column for key, column in of.drawn.items() if key.startswith(f"{name}.")}
    if not drawn:
        yield from repeat(section, of.draws)
        return
    columns = [_typed(type(section), field, column.tolist()) for field, column in drawn.items()]
    for row in zip(*columns, strict=True):
        yield base | dict(zip(drawn, row, strict=True))


def _typed(section: type[Section], field: str, column: list[float]) -> list[float]:
    """Values as a scenario file would hold them; a whole number that is none stays one that the settings refuse."""
    if section.model_fields[field].annotation is not int:
        return column
    return [int(value) if np.isfinite(value) else value for value in column]
