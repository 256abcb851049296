"""Issues, dependencies, decisions and lessons as they were logged."""

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.views.dates import short
from feasibility.publication.views.view import Column, View, tabulate

CAPTIONS = {
    "issue": "Issues: what has gone wrong already",
    "dependency": "Dependencies: what must happen elsewhere",
    "decision": "Decisions, taken and still to take",
    "lesson": "Lessons learned",
}
NOT_DATED = "not dated"


def table(release: Release, kind: str) -> View:
    """Entries of one kind, open ones first, by the day on which they are due."""
    log = release.tables["log"]
    rows = log[log["kind"] == kind].sort_values(["state", "due"], ascending=[False, True], kind="stable")
    told = rows.assign(
        due=[short(day) if day else NOT_DATED for day in rows["due"]],
        raised=[short(day) if day else NOT_DATED for day in rows["raised"]],
        colour=rows["rag"].map(wording.capital),
    )
    return tabulate(
        told,
        CAPTIONS[kind],
        (
            Column("what", "What", width=33),
            Column("action", "What is done or was decided", width=27),
            Column("owner", "Owner", width=14),
            Column("raised", "Raised", width=9),
            Column("due", "Due", width=9),
            Column("colour", "State", width=8),
        ),
        row_heading="what",
    )


def none_of(release: Release) -> tuple[str, ...]:
    """Kinds that nothing is logged of."""
    found = set(release.tables["log"]["kind"])
    return tuple(CAPTIONS[kind].partition(":")[0].partition(",")[0] for kind in CAPTIONS if kind not in found)
