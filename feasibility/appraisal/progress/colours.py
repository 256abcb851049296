"""Red, amber and green by the thresholds of [reporting], each threshold in words. No colour without one."""

from collections.abc import Iterable
from datetime import date

from feasibility.scenario.reporting import ReportingSettings
from feasibility.wording import counted

RED, AMBER, GREEN, DONE, CLOSED, NOT_DATED = "red", "amber", "green", "done", "closed", "not dated"
WORST_FIRST = (RED, AMBER, NOT_DATED, GREEN)
"""Of what is open. What is not dated stands before green: nobody can say that it is on time."""
OPEN = frozenset(WORST_FIRST)


def of_days(days: float, settings: ReportingSettings) -> str:
    """The colour of a milestone or an action so many days late; negative days are early."""
    if days > settings.red_days:
        return RED
    return AMBER if days > settings.amber_days else GREEN


def of_score(score: int, settings: ReportingSettings) -> str:
    """The colour of an open risk of this score."""
    if score >= settings.red_score:
        return RED
    return AMBER if score >= settings.amber_score else GREEN


def rule_of_days(colour: str, settings: ReportingSettings) -> str:
    """The threshold that gives a late milestone or action its colour: `more than 42 days late is red`."""
    amber, red = counted(settings.amber_days, "day"), counted(settings.red_days, "day")
    words = {
        RED: f"more than {red} late is red",
        AMBER: f"more than {amber} and up to {red} late is amber",
        GREEN: f"up to {amber} late is green",
    }
    return words[colour]


def rule_of_score(colour: str, settings: ReportingSettings) -> str:
    """The threshold that gives a risk its colour: `a score of 6 or more is red`."""
    words = {
        RED: f"a score of {settings.red_score} or more is red",
        AMBER: f"a score of {settings.amber_score} or more, below {settings.red_score}, is amber",
        GREEN: f"a score below {settings.amber_score} is green",
    }
    return words[colour]


def rules(settings: ReportingSettings) -> tuple[tuple[str, str], ...]:
    """What is coloured, and the thresholds of its colours in a sentence, for whoever reads a table of them."""
    days = "; ".join(rule_of_days(colour, settings) for colour in (RED, AMBER, GREEN))
    scores = "; ".join(rule_of_score(colour, settings) for colour in (RED, AMBER, GREEN))
    day = settings.report_date
    judged = (
        f"Judged on {in_words(date.fromisoformat(day))}"
        if day
        else "Not judged, since the scenario sets no report date; else"
    )
    return (
        ("Milestones", f"{judged}: {days}. Lateness is counted from the planned day to the day now expected, which is "
         "never before the day of the report nor before what must come first. Done is done, however late."),
        ("Risks", f"Probability times impact, low 1, medium 2, high 3: {scores}."),
        ("Actions", f"{judged}, against the day each is due: {days}."),
        ("Overall", "The worst of what is open. What is not dated stands before green, since nobody can say that it is "
         "on time."),
    )  # fmt: skip


def rule_of(kind: str, colour: str, settings: ReportingSettings) -> str:
    """The threshold behind the colour of a kind of line in words; blank for one that has none, such as done."""
    if colour == NOT_DATED:
        return "what has no day, or is judged on none, is not dated"
    if colour not in OPEN:
        return ""
    return rule_of_score(colour, settings) if kind == "Risks" else rule_of_days(colour, settings)


def in_words(day: date) -> str:
    """A day as a sentence says it: `25 March 2015`."""
    return f"{day.day} {day:%B} {day.year}"


def worst(colours: Iterable[str]) -> str:
    """The worst colour of what is open; blank where nothing is."""
    held = set(colours)
    return next((colour for colour in WORST_FIRST if colour in held), "")
