"""The programme: milestones and gateways by stage, what is due and how it stands in words."""

from datetime import date

import pandas as pd

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.views.dates import short
from feasibility.publication.views.view import Column, View, tabulate
from feasibility.tables.reporting import STAGES

NOT_DATED = "not dated"
GATEWAY = "yes"


def rows(release: Release) -> pd.DataFrame:
    """Milestones by stage and planned day, with the day `expected`: done, else forecast, else planned; or blank."""
    table = release.tables["programme"]
    expected = table["done_date"].where(table["done_date"] != "", table["forecast_date"])
    ordered = table.assign(
        expected=expected.where(expected != "", table["planned_date"]),
        stage_at=table["stage"].map(STAGES.index),
        undated=table["planned_date"] == "",
    ).sort_values(["stage_at", "undated", "planned_date", "milestone_id"], kind="stable")
    return ordered.drop(columns=["stage_at", "undated"]).reset_index(drop=True)


def state(row: "pd.Series[object]") -> str:
    """How a milestone stands: `Red, 61 days late`, `Done, 7 days late`, `Not dated`."""
    days, colour = row["days_late"], wording.capital(str(row["rag"]))
    if pd.isna(days) or not float(str(days)):
        return colour
    count = wording.counted(abs(int(float(str(days)))), "day")
    return f"{colour}, {count} {'late' if float(str(days)) > 0 else 'early'}"


def in_words(release: Release) -> str:
    """How many milestones there are, how many are done, and how the others stand, in a sentence."""
    table = release.tables["programme"]
    if table.empty:
        return "No programme was supplied: nothing here says when anything is to be done, or who decides."
    counts = {colour: int((table["rag"] == colour).sum()) for colour in ("done", "red", "amber", "green", NOT_DATED)}
    gateways = int((table["gateway"] == GATEWAY).sum())
    parts = wording.joined(tuple(f"{count} {colour}" for colour, count in counts.items()))
    dated = [day for day in rows(release)["expected"] if day]
    ends = f" The last that is dated is expected on {short(max(dated))}." if dated else ""
    return (
        f"{wording.counted(len(table), 'milestone')}, {gateways} of them gateways, at which work stops until somebody "
        f"signs: {parts}.{ends}"
    )


def milestones(release: Release) -> View:
    """Every milestone: when it was planned and is expected, and how it stands in words."""
    table = rows(release)
    done = table["done_date"] != ""
    return tabulate(
        table.assign(
            of=[f"Stage: {stage}" for stage in table["stage"]],
            planned=[short(day) if day else NOT_DATED for day in table["planned_date"]],
            now=[f"{short(day)} (done)" if is_done else short(day) if day else NOT_DATED
                 for day, is_done in zip(table["expected"], done, strict=True)],
            stands=[state(row) for _, row in table.iterrows()],
        ),
        "Milestones by stage",
        (
            Column("milestone", "Milestone", width=34),
            Column("gateway", "Gateway", width=10),
            Column("planned", "Planned", width=13),
            Column("now", "Expected", width=14),
            Column("stands", "State", width=13),
            Column("owner", "Owner", width=16),
        ),
        row_heading="milestone",
        by="of",
        note="What each waits for, the rule behind its state and where its date comes from stand in "
        "tables/programme.csv.",
    )  # fmt: skip


def gateways(release: Release) -> View:
    """The gateways alone: who decides, when, and how each stands."""
    table = rows(release)
    kept = table[table["gateway"] == GATEWAY]
    return tabulate(
        kept.assign(
            when=[short(day) if day else NOT_DATED for day in kept["expected"]],
            decides=kept["decides"].replace("", "nobody named"),
            stands=[state(row) for _, row in kept.iterrows()],
        ),
        "Gateways: who decides, and when",
        (
            Column("milestone", "Gateway", width=40),
            Column("decides", "Decides", width=24),
            Column("when", "Expected", width=14),
            Column("stands", "State", width=22),
        ),
        row_heading="milestone",
        note="Work does not go on past a gateway until it is signed off.",
    )


def day_of(text: object) -> date | None:
    """A date of the table; none where it is blank or no whole day."""
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
