"""What the study was asked for, part by part."""

import pandas as pd

from feasibility.publication.release import Release
from feasibility.publication.views.view import Column, View, tabulate
from feasibility.tables.reporting import MANDATE_PARTS

TITLES = {
    "purpose": "Purpose",
    "scope": "What the study covers",
    "outside": "What the study is not",
    "output": "What it hands over",
    "decision": "What is to be decided",
    "governance": "Who decides",
    "reporting": "How progress is told",
    "access": "How residents are still served face to face",
}


def rows(release: Release, *parts: str) -> pd.DataFrame:
    """Rows of the mandate of some parts, in the order of the parts."""
    table = release.tables["mandate"]
    kept = table[table["part"].isin(parts)]
    return kept.sort_values("part", key=lambda part: part.map(list(parts).index), kind="stable")


def statements(release: Release, part: str) -> tuple[str, ...]:
    """Every statement of a part."""
    return tuple(str(text) for text in rows(release, part)["statement"])


def missing(release: Release) -> tuple[str, ...]:
    """Titles of the parts that the study says nothing of."""
    said = set(release.tables["mandate"]["part"])
    return tuple(TITLES[part] for part in MANDATE_PARTS if part not in said)


def table(release: Release, caption: str, *parts: str) -> View:
    """Statements of some parts, how firm each is and where it is written."""
    kept = rows(release, *parts)
    return tabulate(
        kept.assign(
            of=kept["part"].map(TITLES),
            source=[
                f"{source} ({date})" if date and date not in source else source
                for source, date in zip(kept["source"], kept["date"], strict=True)
            ],
        ),
        caption,
        (
            Column("statement", "Statement", width=62),
            Column("status", "Firmness", width=12),
            Column("source", "Source and date", width=26),
        ),
        row_heading="statement",
        by="of",
    )
