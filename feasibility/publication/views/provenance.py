"""Where the figures of a run come from: supplied by the study, assumed by it, or the programme's own."""

import pandas as pd

from feasibility import wording
from feasibility.assumptions import NOT_REGISTERED, ROWS_OF
from feasibility.publication.release import Release
from feasibility.publication.views.register import TABLE_PARTS, part_names, with_parts
from feasibility.publication.views.view import Column, View, tabulate
from feasibility.tables import Sites, Table, headings

SUPPLIED, REGISTERED, CHANGED, DEFAULTED = (
    "Supplied: a figure of a table of the study",
    "Registered: a setting with a source and an owner",
    "Changed: a setting that differs from what is registered",
    "Defaulted: a setting that nobody registered",
)
ORIGINS = (SUPPLIED, REGISTERED, CHANGED, DEFAULTED)


def _origins(release: Release) -> pd.DataFrame:
    """The register with `origin`."""
    register = with_parts(release)
    of_table = register["part"].isin(TABLE_PARTS)
    unknown = register["source"] == NOT_REGISTERED
    changed = (register["registered_value"] != "") & (register["registered_value"] != register["value"])
    origin = pd.Series(REGISTERED, index=register.index, dtype="str")
    origin = origin.mask(changed, CHANGED).mask(unknown, DEFAULTED).mask(of_table, SUPPLIED)
    return register.assign(origin=origin)


def in_words(release: Release) -> str:
    """How many figures were supplied, registered, changed and defaulted, in a sentence."""
    rows = _origins(release)
    counts = rows["origin"].value_counts()
    parts = "; ".join(f"{_SHORT[o]}: {wording.number(int(counts.get(o, 0)), wording.COUNT)}" for o in ORIGINS)
    key = rows[rows["key"]]
    return (
        f"The run used {wording.counted(len(rows), 'figure')}. {parts}. Of those that the answer turns on "
        f"({len(key)} in all), {int((key['origin'] == DEFAULTED).sum())} were defaulted and "
        f"{int((key['status'] == 'illustrative').sum())} are illustrative."
    )


_SHORT = {
    SUPPLIED: "Supplied in tables of the study",
    REGISTERED: "settings with a source and an owner",
    CHANGED: "settings that differ from what is registered",
    DEFAULTED: "settings that nobody registered, and so the scenario's value or the programme's default",
}


def table(release: Release) -> View:
    """Figures by where they come from and how firm they are."""
    rows = _origins(release)
    counted = pd.DataFrame({
        "origin": rows["origin"], "all": 1, **{s: rows["status"] == s for s in ("sourced", "assumed", "illustrative")},
        "key": rows["key"], "validated": ~rows["unvalidated"],
    })  # fmt: skip
    sums = counted.groupby("origin").sum().reindex(list(ORIGINS), fill_value=0).reset_index()
    return tabulate(
        sums,
        "Figures of the run by where they come from",
        (
            Column("origin", "Where from", width=34),
            Column("all", "In all", width=9),
            Column("sourced", "Sourced", "How firm", width=11),
            Column("assumed", "Assumed", "How firm", width=11),
            Column("illustrative", "Illustrative", "How firm", width=13),
            Column("key", "Key", width=9),
            Column("validated", "Validated", width=13),
        ),
        row_heading="origin",
    )


def key_settings(release: Release) -> View:
    """The key settings with range, source and owner, by who validated them; those that nobody has first."""
    register = with_parts(release)
    rows = register[register["key"] & ~register["part"].isin(TABLE_PARTS)]
    rows = rows.sort_values("unvalidated", ascending=False, kind="stable")
    return tabulate(
        rows.assign(
            by=[f"Validated by {who.strip() or 'nobody'}" for who in rows["validated_by"]],
            told=[_value(value, unit) for value, unit in zip(rows["value"], rows["unit"], strict=True)],
            range=[f"{_number(low)} to {_number(high)}" if low and high else "none stated" for low, high in
                   zip(rows["low"], rows["high"], strict=True)],
        ),
        "Key settings, by who validated them",
        (
            Column("assumption_id", "Assumption", width=31),
            Column("told", "Value", width=19),
            Column("range", "Range", width=18),
            Column("status", "Firmness", width=14),
            Column("owner", "Who answers for it", width=18),
        ),
        row_heading="assumption_id",
        by="by",
        note="Range: the least and the most that the value may plausibly be. The source and date of each stand in "
        "tables/assumptions.csv.",
    )  # fmt: skip


def key_figures(release: Release) -> View:
    """The key figures of tables by kind: how many, how firm, and whether anybody has validated them."""
    register = with_parts(release)
    rows = register[register["key"] & register["part"].isin(TABLE_PARTS)]
    kinds = pd.DataFrame({
        "part": part_names(rows["part"]),
        "figure": [_figure(str(key)) for key in rows["assumption_id"]],
        "count": 1,
        "illustrative": rows["status"] == "illustrative",
        "validated": ~rows["unvalidated"],
        "owner": rows["owner"].where(rows["owner"] != "", "nobody named"),
    })  # fmt: skip
    sums = (
        kinds.groupby(["part", "figure"], sort=False)
        .agg(count=("count", "sum"), illustrative=("illustrative", "sum"), validated=("validated", "sum"),
             owner=("owner", lambda owners: ", ".join(sorted(set(owners)))))
        .reset_index()
    )  # fmt: skip
    return tabulate(
        sums,
        "Key figures of tables, and who validated them",
        (
            Column("figure", "Figure", width=32),
            Column("count", "Figures", width=11),
            Column("illustrative", "Illustrative", width=14),
            Column("validated", "Validated", width=13),
            Column("owner", "Who answers for them", width=30),
        ),
        row_heading="figure",
        by="part",
        note="tables/assumptions.csv has each with its place, value, source and who validated it.",
    )


def sources(release: Release) -> View:
    """Data files with who published them, when, and on what terms."""
    return tabulate(
        release.tables["sources"],
        "Data files, who published them, and their licences",
        (
            Column("file", "File", width=24),
            Column("source", "Who published it", width=34),
            Column("date", "Date", width=17),
            Column("licence", "Licence", width=25),
        ),
        row_heading="file",
        note="What each file holds, and the words its owner asks for, stand in tables/sources.csv.",
    )


def _figure(assumption_id: str) -> str:
    """What a figure of a table is, without the place and day it belongs to."""
    names = [part for part in assumption_id.split(".") if not part[:1].isdigit()]
    return _TITLES.get(names[-1], wording.worded(names[-1]))


_FILLED: tuple[type[Table], ...] = (Sites, *(schema for schema, _ in ROWS_OF.values()))
_TITLES = {name: title for schema in _FILLED for name, (title, _) in headings(schema).items()}
"""Headings of the figures that an officer fills, by column."""


def _value(value: str, unit: str) -> str:
    """A value as the register holds it, with its unit: `£150,000 once`, `10 years`."""
    if unit.startswith("£") and value[:1].isdigit():
        return f"£{_number(value)}{unit[1:]}"
    return f"{_number(value)} {unit}".strip()


def _number(text: str) -> str:
    """A number with its thousands set off; anything else as it is."""
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.isdigit() and (not dot or rest.isdigit()) else text
