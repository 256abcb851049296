"""A table as a page shows it: every cell already in words, every heading with its scope."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from feasibility import wording
from feasibility.appraisal import ranking
from feasibility.publication.release import Release

PRINTED_ROWS = 15
"""Rows that surely fit on one printed page."""


@dataclass(frozen=True)
class Column:
    """One column to show: the frame's column, the words above it and how its values are written."""

    name: str
    heading: str
    group: str = ""
    """Heading that neighbouring columns share."""
    write: Callable[[str, float], str] | None = None
    """How figures are written; by their unit where none is given."""
    figures: bool | None = None
    """Whether it is set right as figures are; by its type where not given."""
    width: int = 0
    """Per cent of the table's width, whatever the text; where every column has one, the widths are kept."""


@dataclass(frozen=True)
class HeadCell:
    """A heading: its words, whether it stands over figures, and how many columns it spans."""

    text: str
    figures: bool
    span: int = 1
    starts: bool = False
    """True where a group of columns begins, to be set a little apart."""
    width: int = 0
    """Per cent of the table's width; 0 where the text decides."""


@dataclass(frozen=True)
class RowGroup:
    """Rows under one heading, or all rows where the title is blank. The last rows may be totals."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    totals: bool = False
    note: str = ""
    """A sentence below the heading."""


@dataclass(frozen=True)
class View:
    """A table ready to be placed on a page."""

    caption: str
    columns: tuple[HeadCell, ...]
    over: tuple[HeadCell, ...]
    """Headings shared by neighbouring columns; none where no column has one."""
    row_heading: int
    """Which column names the row."""
    groups: tuple[RowGroup, ...]
    note: str = ""
    number: int = 0

    @property
    def fixed(self) -> bool:
        """True where the columns keep their widths whatever the text."""
        return all(head.width for head in self.columns)

    @property
    def short(self) -> bool:
        """True where the table fits on one printed page, and so should not be split."""
        return sum(len(group.rows) + bool(group.title) + bool(group.note) for group in self.groups) <= PRINTED_ROWS


def tabulate(
    frame: pd.DataFrame,
    caption: str,
    columns: tuple[Column, ...],
    *,
    row_heading: str,
    by: str = "",
    note: str = "",
    totals: tuple[tuple[str, ...], ...] = (),
    said: Mapping[str, str] | None = None,
) -> View:
    """The rows of a frame in words, in the order given; `by` names the column whose values head groups of rows.

    `said` has a sentence to put below the heading of a group.
    """
    cells = pd.DataFrame({c.name: _written(frame[c.name], c) for c in columns}, index=frame.index, dtype=object)
    if by:
        parts = [(str(title), cells.loc[rows.index]) for title, rows in frame.groupby(by, sort=False)]
    else:
        parts = [("", cells)]
    groups = [
        RowGroup(title, tuple(part.itertuples(index=False, name=None)), note=(said or {}).get(title, ""))
        for title, part in parts
        if len(part)
    ]
    if totals:
        groups.append(RowGroup("", totals, totals=True))
    return View(
        caption=caption,
        columns=tuple(
            HeadCell(
                column.heading,
                _are_figures(frame[column.name], column),
                starts=_starts(columns, place),
                width=column.width,
            )
            for place, column in enumerate(columns)
        ),
        over=_over(columns),
        row_heading=[c.name for c in columns].index(row_heading),
        groups=tuple(groups),
        note=note,
    )


def numbered(views: Mapping[str, tuple[View, ...]]) -> dict[str, tuple[View, ...]]:
    """Tables with their numbers, counted through the page in the order given."""
    counted, number = {}, 0
    for key, group in views.items():
        counted[key] = tuple(replace(view, number=number + place) for place, view in enumerate(group, start=1))
        number += len(group)
    return counted


def looked_into(release: Release) -> pd.DataFrame:
    """Rows of the options looked into closely, in the order of the ranking: the ones that tables of money show."""
    options = release.tables["options"].sort_values(["rank", "option_id"])
    return options[options["option_id"].isin(ranking.leading(options))]


def of_looked_into(release: Release, table: str) -> pd.DataFrame:
    """Rows of a table that speak of the options looked into, in the order of the ranking, with `option` in words."""
    chosen = looked_into(release)
    frame = release.tables[table]
    places = {option_id: place for place, option_id in enumerate(chosen["option_id"])}
    kept = frame[frame["option_id"].isin(list(places))]
    return kept.sort_values("option_id", key=lambda ids: ids.map(places), kind="stable").assign(
        option=lambda rows: named(rows["option_id"], option_names(release))
    )


def option_names(release: Release) -> dict[str, str]:
    """Option id to what the option is."""
    options = release.tables["options"]
    return dict(zip(options["option_id"], options["option"], strict=True))


def site_names(release: Release) -> dict[str, str]:
    """Site id to the name of the place; `all` is all sites."""
    sites = release.tables["sites"]
    return {**dict(zip(sites["site_id"], sites["name"], strict=True)), "all": "All sites"}


def named(values: pd.Series, names: Mapping[str, str]) -> pd.Series:
    """Ids as names; an id without a name stays as it is."""
    return values.map(lambda key: names.get(key, key))


def _written(values: pd.Series, column: Column) -> list[str]:
    if column.write is not None:
        return [column.write(column.name, value) for value in values]
    return [
        wording.MISSING if _is_figure(values) and pd.isna(value) else wording.figure(column.name, value)
        for value in values.tolist()
    ]


def _are_figures(values: pd.Series, column: Column) -> bool:
    return _is_figure(values) if column.figures is None else column.figures


def _is_figure(values: pd.Series) -> bool:
    return is_numeric_dtype(values) and not is_bool_dtype(values)


def _starts(columns: tuple[Column, ...], place: int) -> bool:
    return place > 0 and columns[place].group != columns[place - 1].group


def _over(columns: tuple[Column, ...]) -> tuple[HeadCell, ...]:
    if not any(column.group for column in columns):
        return ()
    spans: list[HeadCell] = []
    for column in columns:
        if spans and column.group and spans[-1].text == column.group:
            spans[-1] = replace(spans[-1], span=spans[-1].span + 1)
        else:
            spans.append(HeadCell(column.group, figures=True))
    return tuple(spans)
