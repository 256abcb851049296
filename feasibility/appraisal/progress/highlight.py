"""The month's report to the board: how the programme stands, from its own tables; nothing is said that they lack."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import pandas as pd

from feasibility.appraisal.progress import colours
from feasibility.appraisal.progress.programme import expected
from feasibility.scenario.reporting import ReportingSettings
from feasibility.tables import checked, empty, headings
from feasibility.tables.reporting import HighlightTable
from feasibility.wording import capital, counted, joined

MONTH = timedelta(days=31)
"""The report is monthly: what is due before the next one is told, and what was reached since the last one."""
NEXT, TOP = 3, 5
"""Milestones to come, and gateways and risks, that are told one by one (assumed: what a page holds); the rest are
counted."""
KINDS = {"issues": "issue", "dependencies": "dependency", "decisions": "decision"}
SECURED = "Secured against promised"
COUNTED = "Others"
"""The line of those that are not told one by one."""
Row = dict[str, str]


def table(tables: Mapping[str, pd.DataFrame], settings: ReportingSettings, checks: pd.DataFrame) -> pd.DataFrame:
    """tables.reporting.HighlightTable from the published `risks`, `programme` and `log`, and the checks of funding."""
    programme, risks, log = tables["programme"], tables["risks"], tables["log"]
    days = {name: found.day for name, found in expected(programme, settings.report_date).items()}
    dated = programme.assign(expected=[str(days[name] or "") for name in programme["milestone_id"]])
    rows = [
        *_overall(programme, risks, log, settings),
        *_reached(dated, settings),
        *_late(dated),
        *_next(dated),
        *_gateways(dated),
        *_risks(risks),
        *(
            row
            for section, kind in KINDS.items()
            for row in _entries(section, log[log["kind"] == kind], kind, settings)
        ),
        *_finance(checks),
    ]
    if not rows:
        return empty(HighlightTable)
    frame = pd.DataFrame(rows, columns=list(headings(HighlightTable)), dtype=object)
    return checked(frame, HighlightTable, "highlight")


def _overall(
    programme: pd.DataFrame, risks: pd.DataFrame, log: pd.DataFrame, settings: ReportingSettings
) -> Iterator[Row]:
    """The worst open colour, then each kind of line with its colours counted."""
    kinds = {"Milestones": programme["rag"], "Risks": risks["rag"], "Actions": log["rag"]}
    held = {name: rag for name, rag in kinds.items() if len(rag)}
    if not held:
        return
    worst = {name: colours.worst(rag) for name, rag in held.items()}
    overall = colours.worst(worst.values())
    by = joined(tuple(name.lower() for name, colour in worst.items() if colour == overall))
    text = f"{capital(overall)}: the worst colour of what is open, that of {by}." if overall else "Nothing is open."
    if settings.report_date is None:
        text += " The scenario sets no report date, so milestones and actions are not judged."
    yield _row("overall", "Overall", overall, text)
    for name, rag in held.items():
        rule = colours.rule_of(name, worst[name], settings)
        yield _row("overall", name, worst[name], f"{_counts(rag)}{'; ' if rule else ''}{rule}.")


def _counts(rag: "pd.Series[str]") -> str:
    told = [f"{(rag == colour).sum()} {colour}" for colour in (*colours.WORST_FIRST, colours.DONE, colours.CLOSED)
            if (rag == colour).any()]  # fmt: skip
    return joined(tuple(told))


def _reached(dated: pd.DataFrame, settings: ReportingSettings) -> Iterator[Row]:
    """What was reached in the month before the report; what was reached before is counted."""
    done = dated[dated["done_date"] != ""].sort_values("done_date", kind="stable")
    since = _moved(settings, -MONTH, "")
    lately = done[done["done_date"] > since]
    for row in lately.to_dict("records"):
        yield _row("milestones reached", row["milestone"], row["rag"], row["why"], row["done_date"], row["owner"])
    earlier = len(done) - len(lately)
    if earlier:
        yield _row("milestones reached", COUNTED, "", f"{counted(earlier, 'milestone')} reached before {_told(since)}")


def _late(dated: pd.DataFrame) -> Iterator[Row]:
    """What is not done and expected after its planned day, the latest first."""
    late = _open(dated).query("days_late > 0").sort_values("days_late", ascending=False, kind="stable")
    for row in late.to_dict("records"):
        yield _row("milestones late", row["milestone"], row["rag"], row["why"], row["expected"], row["owner"])


def _next(dated: pd.DataFrame) -> Iterator[Row]:
    """The first of what is to come in time, and how many follow or are not dated."""
    to_come = _open(dated).query("not days_late > 0")
    in_order = to_come[to_come["expected"] != ""].sort_values("expected", kind="stable")
    for row in in_order.head(NEXT).to_dict("records"):
        yield _row("milestones next", row["milestone"], row["rag"], row["why"], row["expected"], row["owner"])
    later, undated = max(len(in_order) - NEXT, 0), int((to_come["expected"] == "").sum())
    if later or undated:
        told = (f"{counted(later, 'milestone')} later" if later else "",
                f"{counted(undated, 'milestone')} not dated" if undated else "")  # fmt: skip
        yield _row("milestones next", COUNTED, "", joined(tuple(filter(None, told))))


def _gateways(dated: pd.DataFrame) -> Iterator[Row]:
    """The next gateways that are not signed off, and who signs; those without a day last, those left out counted."""
    waiting = _open(dated).query("gateway == 'yes'")
    in_order = waiting.assign(last=waiting["expected"] == "").sort_values(["last", "expected"], kind="stable")
    for row in in_order.head(TOP).to_dict("records"):
        text = f"To be signed off before work goes on, by: {row['decides']}"
        yield _row("gateways", row["milestone"], row["rag"], text, row["expected"], row["owner"])
    if len(in_order) > TOP:
        yield _row("gateways", COUNTED, "", counted(len(in_order) - TOP, "further gateway"))


def _risks(risks: pd.DataFrame) -> Iterator[Row]:
    """The open risks of the highest score; of those left out the colours are counted."""
    ranked = risks[risks["state"] == "open"].sort_values("score", ascending=False, kind="stable")
    for row in ranked.head(TOP).to_dict("records"):
        grades = f"Score {row['score']}: probability {row['probability']}, impact {row['impact']}"
        stated = f" (stated {row['stated_probability']}, {row['stated_impact']})" if row["stated_probability"] else ""
        yield _row("risks", row["risk"], row["rag"], f"{grades}{stated}. {row['action']}", owner=row["owner"])
    rest = ranked.iloc[TOP:]
    if len(rest):
        yield _row("risks", COUNTED, "", f"{counted(len(rest), 'further open risk')}: {_counts(rest['rag'])}")


def _entries(section: str, entries: pd.DataFrame, kind: str, settings: ReportingSettings) -> Iterator[Row]:
    """What is open and overdue or due before the next report; the rest is counted."""
    waiting = entries[entries["state"] == "open"]
    until = _moved(settings, MONTH, "9999")
    due = waiting[(waiting["due"] != "") & (waiting["due"] <= until)].sort_values("due", kind="stable")
    for row in due.to_dict("records"):
        yield _row(section, row["what"], row["rag"], row["action"], row["due"], row["owner"])
    rest = waiting.drop(due.index)
    if len(rest):
        later, undated = int((rest["due"] != "").sum()), int((rest["due"] == "").sum())
        told = (f"{later} due later" if later else "", f"{undated} not dated" if undated else "")
        more = "further open " if len(due) else "open "
        noun = counted(len(rest), more + kind, more + section)
        yield _row(section, COUNTED, "", f"{noun}: {joined(tuple(filter(None, told)))}")


def _finance(checks: pd.DataFrame) -> Iterator[Row]:
    """What is secured of what is promised, and the checks of the funding documents that do not hold."""
    for row in checks[checks["check"] == SECURED].to_dict("records"):
        yield _row("finance", str(row["subject"]), "", str(row["finding"]))
    if len(checks):
        wrong = checks[~checks["holds"].astype(bool)]
        names = joined(tuple(dict.fromkeys(str(name).lower() for name in wrong["check"])))
        told = f" do{'es' if len(wrong) == 1 else ''} not hold: {names}" if len(wrong) else " fail"
        yield _row("finance", "Checks of the funding documents", "", f"{len(wrong) or 'None'} of {len(checks)}{told}")


def _moved(settings: ReportingSettings, by: timedelta, else_: str) -> str:
    """The day of the report moved, or other text where no report is dated."""
    return (date.fromisoformat(settings.report_date) + by).isoformat() if settings.report_date else else_


def _told(iso: str) -> str:
    return colours.in_words(date.fromisoformat(iso))


def _open(dated: pd.DataFrame) -> pd.DataFrame:
    return dated[dated["done_date"] == ""]


def _row(section: str, item: str, rag: str, text: str, due: str = "", owner: str = "") -> Row:
    return {"section": section, "item": item, "rag": rag, "text": text, "due": due, "owner": owner}
