"""The register of risks: scores in words, those stated beside those made again, and where they stand together."""

import pandas as pd

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.views.view import Column, View, tabulate
from feasibility.tables.reporting import LEVELS

LEVEL_WORDS = {"L": "Low", "M": "Medium", "H": "High"}
NEW = "not stated"
"""In place of a score that the initiation document does not give."""
NOBODY = "none"


def scored(probability: str, impact: str) -> str:
    """Probability and impact in words with their product: `Medium by high: 6`; that none was stated where blank."""
    if not probability or not impact:
        return NEW
    product = (LEVELS.index(probability) + 1) * (LEVELS.index(impact) + 1)
    return f"{LEVEL_WORDS[probability]} by {LEVEL_WORDS[impact].lower()}: {product}"


def _rows(release: Release) -> pd.DataFrame:
    """The register, open risks first and the highest scores first among them."""
    table = release.tables["risks"]
    ordered = table.sort_values(["state", "score"], ascending=[False, False], kind="stable")
    pairs = {"then": ("stated_probability", "stated_impact"), "now": ("probability", "impact")}
    return ordered.assign(
        titled=ordered["state"].map({"open": "Open", "closed": "Closed"}),
        colour=ordered["rag"].map(wording.capital),
        **{
            name: [scored(p, i) for p, i in zip(ordered[one], ordered[two], strict=True)]
            for name, (one, two) in pairs.items()
        },
    )


def in_words(release: Release) -> str:
    """How many risks are open, of which colour, and how many are new, in a sentence."""
    table = release.tables["risks"]
    if table.empty:
        return "No register of risks was supplied: nothing here says what may go wrong or who answers for it."
    open_ones = table[table["state"] == "open"]
    colours = tuple(f"{int((open_ones['rag'] == colour).sum())} {colour}" for colour in ("red", "amber", "green"))
    new = int((table["stated_probability"] == "").sum())
    rescored = int(_moved(table).sum())
    return (
        f"{wording.counted(len(open_ones), 'risk')} {'is' if len(open_ones) == 1 else 'are'} open: "
        f"{wording.joined(colours)}. {new} of {len(table)} stand in no earlier register, and "
        f"{rescored} {'is' if rescored == 1 else 'are'} scored otherwise than there."
    )


def register(release: Release) -> View:
    """Every risk: the score stated, the score now, its colour, what is done and who answers for it."""
    return tabulate(
        _rows(release),
        "Risk register",
        (
            Column("risk", "Risk", width=29),
            Column("then", "Stated at the start", "Probability by impact: score", figures=False, width=12),
            Column("now", "Scored now", "Probability by impact: score", figures=False, width=12),
            Column("colour", "Red, amber, green", width=9),
            Column("action", "What is done about it", width=24),
            Column("owner", "Owner", width=14),
        ),
        row_heading="risk",
        by="titled",
        note="Low counts 1, medium 2 and high 3; the score is probability times impact. Stated at the start: the score "
        "of the initiation document. Sources stand in tables/risks.csv.",
    )


def rescored(release: Release) -> View:
    """Risks scored otherwise than at the start, and why."""
    rows = _rows(release)
    kept = rows[_moved(rows)]
    return tabulate(
        kept,
        "Risks scored otherwise than at the start, and why",
        (
            Column("risk", "Risk", width=34),
            Column("then", "Stated at the start", figures=False, width=15),
            Column("now", "Scored now", figures=False, width=15),
            Column("why", "Why", width=36),
        ),
        row_heading="risk",
        note="What the scores of the other risks rest on stands in tables/risks.csv.",
    )


def matrix(release: Release) -> View:
    """How many open risks stand where: impact down, probability across, with their ids and their colour."""
    table = release.tables["risks"]
    of_open = table[table["state"] == "open"]
    rows = [
        {"impact": f"{LEVEL_WORDS[impact]} impact", **{p: _cell(of_open, p, impact) for p in LEVELS}}
        for impact in reversed(LEVELS)
    ]
    return tabulate(
        pd.DataFrame(rows if len(of_open) else [], columns=["impact", *LEVELS]),
        "Open risks by probability and impact",
        (
            Column("impact", "Impact", width=16),
            *(Column(p, LEVEL_WORDS[p], "Probability", figures=False, width=28) for p in LEVELS),
        ),
        row_heading="impact",
        note="Each cell: how many risks, their colour, and their ids in tables/risks.csv.",
    )


def _moved(table: pd.DataFrame) -> "pd.Series[bool]":
    """Whether the score stated at the start differs from that now."""
    stated = table["stated_probability"] != ""
    differs = (table["stated_probability"] != table["probability"]) | (table["stated_impact"] != table["impact"])
    return stated & differs


def _cell(table: pd.DataFrame, probability: str, impact: str) -> str:
    here = table[(table["probability"] == probability) & (table["impact"] == impact)].sort_values("risk_id")
    if here.empty:
        return NOBODY
    colours = wording.joined(tuple(dict.fromkeys(here["rag"])))
    return f"{len(here)} {colours}: {', '.join(here['risk_id'])}"
