"""The month's report to the boards, section by section, and the lines on which each board signs."""

import pandas as pd

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.views.dates import short
from feasibility.publication.views.programme import GATEWAY, rows, state
from feasibility.publication.views.view import Column, View, tabulate

NO_COLOUR = "none"
"""In place of a colour where a line has none."""
CHOICES = "Approved / approved with changes / not approved"


def overall(release: Release) -> str:
    """How the programme stands as a whole, in a sentence; that nothing says so where nothing was supplied."""
    table = release.tables["highlight"]
    found = table.loc[(table["section"] == "overall") & (table["item"] == "Overall"), "text"]
    if found.empty:
        return "No programme, register of risks or log was supplied, so no colour can be told for the programme."
    return str(found.iloc[0])


def colours(release: Release) -> View:
    """The colour of each kind of line, with its count and its threshold."""
    table = release.tables["highlight"]
    kept = table[(table["section"] == "overall") & (table["item"] != "Overall")]
    return _of(kept, "Red, amber and green by kind of line", ("item", "rag", "text"), heading="Of")


def section(release: Release, caption: str, heading: str, *names: str) -> View:
    """The lines of the sections named, under a heading each where there are several."""
    table = release.tables["highlight"]
    kept = pd.concat([table[table["section"] == name] for name in names])
    return _of(kept, caption, ("item", "rag", "text", "due", "owner"), heading, several=len(names) > 1)


def _of(rows_of: pd.DataFrame, caption: str, shown: tuple[str, ...], heading: str, *, several: bool = False) -> View:
    """The lines as a table; a column in which nothing stands is left out, and the text takes its room."""
    kept = tuple(name for name in shown if name in {"item", "text"} or (rows_of[name] != "").any())
    widths = {"item": 28, "rag": 12, "due": 12, "owner": 16}
    headings = {"item": heading, "rag": "Red, amber, green", "text": "How it stands", "due": "Due", "owner": "Owner"}
    widths["text"] = 100 - sum(widths[name] for name in kept if name != "text")
    written = rows_of.assign(
        rag=rows_of["rag"].replace("", NO_COLOUR).map(wording.capital),
        due=[short(day) for day in rows_of["due"]],
        section=rows_of["section"].map(wording.capital),
    )
    return tabulate(
        written,
        caption,
        tuple(Column(name, headings[name], width=widths[name]) for name in kept),
        row_heading="item",
        by="section" if several else "",
    )


def sign_off(release: Release) -> View:
    """A line for each gateway that is open, with room for the name and signature of whoever decides."""
    table = rows(release)
    waiting = table[(table["gateway"] == GATEWAY) & (table["done_date"] == "")]
    shown = waiting.assign(
        board=waiting["decides"].replace("", "nobody named"),
        stands=[state(row) for _, row in waiting.iterrows()],
        choice=CHOICES,
        signed="",
    )
    return tabulate(
        shown,
        "Sign-off, board by board",
        (
            Column("milestone", "Gateway", width=26),
            Column("stands", "State", width=14),
            Column("choice", "Decision (strike out what does not hold)", width=26),
            Column("signed", "Name, signature and date", width=34),
        ),
        row_heading="milestone",
        by="board",
        note="Work does not go on past a gateway until it is signed.",
    )
