"""The register of assumptions: what keeps the report a draft, and every figure used."""

from dataclasses import replace

import pandas as pd

from feasibility import wording
from feasibility.assumptions import ROWS_OF
from feasibility.publication.release import Release
from feasibility.publication.views.view import Column, View, tabulate

STATUS_TITLES = {"sourced": "Sourced", "assumed": "Assumed", "illustrative": "Illustrative"}
TABLE_PARTS = ("sites", *ROWS_OF)
"""First parts of the ids of figures that stand in tables; all others are settings."""
_PARTS = {
    "authority": "Authorities", "sites": "Sites", "seats": "Seats", "space": "Space", "ways": "Ways of working",
    "costs": "Costs", "people": "People", "partners": "Partners", "options": "Options", "travel": "Travel",
    "funding": "Funding", "channel_shift": "Channel shift",
}  # fmt: skip


def with_parts(release: Release) -> pd.DataFrame:
    """The register with `part`, the first part of the id, and whether it is `unvalidated`."""
    register = release.tables["assumptions"]
    return register.assign(
        part=register["assumption_id"].str.partition(".")[0],
        unvalidated=register["validated_by"].str.strip() == "",
    )


def setting(release: Release, name: str) -> str:
    """The value of a setting as the register has it; blank where it has none."""
    register = release.tables["assumptions"]
    return "".join(register.loc[register["assumption_id"] == name, "value"].head(1))


def part_names(parts: "pd.Series[str]") -> "pd.Series[str]":
    """First parts of ids as a reader knows them."""
    return parts.map(lambda part: _PARTS.get(part, wording.worded(part)))


def why_draft(release: Release) -> str:
    """Which key assumptions keep the report a draft, by part of the register."""
    register = with_parts(release)
    key = register[register["key"]]
    open_ones = key[key["unvalidated"]]
    if open_ones.empty:
        return "Somebody has validated every key assumption: the report is no draft."
    counts = open_ones.groupby(part_names(open_ones["part"]), sort=False).size()
    parts = wording.joined(tuple(f"{count} of {name.lower()}" for name, count in counts.items()))
    return (
        f"The report is a draft because nobody has validated {len(open_ones)} of {len(key)} key assumptions: {parts}. "
        "Key are those that the answer always turns on, and those whose range changes the winner."
    )


def counts(release: Release) -> View:
    """How many assumptions there are of each status, how many are key, and how many somebody has validated."""
    register = with_parts(release)
    rows = [(title, register[register["status"] == status]) for status, title in STATUS_TITLES.items()]
    table = pd.DataFrame(
        [
            (title, len(part), int((~part["unvalidated"]).sum()), int(part["key"].sum()),
             int((part["key"] & ~part["unvalidated"]).sum()))
            for title, part in [*rows, ("All", register)]
        ],
        columns=["status", "all", "validated", "key", "key_validated"],
    )  # fmt: skip
    return tabulate(
        table,
        "Assumptions by status",
        (
            Column("status", "Status"),
            Column("all", "In all", "Assumptions"),
            Column("validated", "Validated", "Assumptions"),
            Column("key", "In all", "Of which key"),
            Column("key_validated", "Validated", "Of which key"),
        ),
        row_heading="status",
    )


_ID = Column("assumption_id", "Assumption", width=22)
_FIGURES = (
    Column("value", "Value", figures=True, width=8),
    Column("low", "Low", "Range", figures=True, width=7),
    Column("high", "High", "Range", figures=True, width=7),
    Column("unit", "Unit", width=9),
    Column("price_year", "Prices of", width=6),
    Column("status", "Firmness", width=9),
)
_SOURCE = Column("source", "Source and date", width=32)
_ANSWERED = (
    Column("source", "Source and date", width=22),
    Column("owner", "Owner", width=10),
)


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    dated = [
        f"{source} ({date})" if date and date not in source else source
        for source, date in zip(rows["source"], rows["date"], strict=True)
    ]
    differs = (rows["registered_value"] != "") & (rows["registered_value"] != rows["value"])
    return rows.assign(
        source=dated,
        value=rows["value"].where(~differs, rows["value"] + " (registered: " + rows["registered_value"] + ")"),
        validated_by=rows["validated_by"].where(~rows["unvalidated"], "nobody yet"),
        of=part_names(rows["part"]),
    )


def key(release: Release) -> View:
    """The key settings, those that nobody has validated first."""
    register = with_parts(release)
    rows = register[register["key"] & ~register["part"].isin(TABLE_PARTS)]
    rows = rows.sort_values("unvalidated", ascending=False, kind="stable")
    by = [f"Validated by {who.strip() or 'nobody'}" for who in rows["validated_by"]]
    return tabulate(
        _shown(rows).assign(of=by),
        "Key settings, unvalidated first",
        (_ID, *_FIGURES, *_ANSWERED),
        row_heading="assumption_id",
        by="of",
        note="While one key assumption is validated by nobody, the report is a draft. Range: the least and the most "
        "that the value may plausibly be; blank where none is stated.",
    )


def key_figures(release: Release) -> View:
    """The key figures of tables, those that nobody has validated first; their sources stand with the sites."""
    register = with_parts(release)
    rows = register[register["key"] & register["part"].isin(TABLE_PARTS)]
    rows = rows.sort_values("unvalidated", ascending=False, kind="stable")
    return tabulate(
        _shown(rows),
        "Key figures of tables, unvalidated first",
        (
            Column("assumption_id", "Figure: table, row and column"), *(replace(c, width=0) for c in _FIGURES),
            Column("owner", "Owner"), Column("validated_by", "Validated by"),
        ),
        row_heading="assumption_id",
        note="Sources of the figures of sites stand under Sites, those of all in the file assumptions.csv.",
    )  # fmt: skip


def settings(release: Release) -> View:
    """Every other setting of the scenario, by part."""
    register = with_parts(release)
    rows = register[~register["key"] & ~register["part"].isin(TABLE_PARTS)]
    return tabulate(
        _shown(rows), "Other settings of the scenario", (_ID, *_FIGURES, _SOURCE), row_heading="assumption_id", by="of",
        note="A setting that the register does not know counts as assumed, and so does one that the scenario changes. "
        "The file assumptions.csv has owners and who validated what.",
    )  # fmt: skip


def of_tables(release: Release) -> View:
    """How many figures each table of the study brings, by status; the file has them one by one."""
    register = with_parts(release)
    rows = register[register["part"].isin(TABLE_PARTS)]
    table = pd.DataFrame({"part": part_names(rows["part"]), "key": rows["key"], "status": rows["status"]})
    of_status = table.assign(**{status: table["status"] == status for status in STATUS_TITLES}, figures=1)
    sums = of_status.drop(columns="status").groupby("part", sort=False).sum().reset_index()
    return tabulate(
        sums,
        "Figures of the tables of the study",
        (
            Column("part", "Table"),
            Column("figures", "Figures"),
            Column("key", "Of which key"),
            *(Column(status, title, "How firm (figures)") for status, title in STATUS_TITLES.items()),
        ),
        row_heading="part",
        note="The file assumptions.csv has each of them with its value, unit, price year, source and owner. Key ones "
        "stand above.",
    )
