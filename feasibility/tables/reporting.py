"""What a study says in words beside its figures: mandate, risks, programme, log, equality, facts of sites.

The first schema of each pair is what an officer fills; the second is what a run publishes of it.
"""

from pandera.typing.pandas import Series

from feasibility.tables.base import ID_PATTERN, STATUSES, Table, column

MANDATE_PARTS = ("purpose", "scope", "outside", "output", "decision", "governance", "reporting", "access")
"""Why the study is made; what it covers and what it does not; what it hands over; what is to be decided; who decides;
how progress is told; how residents are still served face to face."""
LEVELS = ("L", "M", "H")
"""Probability and impact of a risk, as the initiation document grades them: low, medium, high."""
LOG_KINDS = ("issue", "dependency", "decision", "lesson")
STATES = ("open", "closed")
RAG = ("red", "amber", "green", "done", "closed", "not dated")
"""In words, whatever the colour."""
STAGES = ("governance", "planning", "implementation", "closure", "final outputs")
"""Stages of the programme (2010 project initiation document, milestones 1 to 5)."""
YES_NO = ("yes", "no")
SITE_FACTS = (
    "address", "uprn", "owner", "parking", "ptal", "stations", "buses", "step_free", "flood", "network", "epc",
    "planning", "article_4", "availability", "photo",
)  # fmt: skip
"""What a site pro-forma asks of a place beside the figures of the table of sites. A fact nobody has found stands there
as not known."""
CHARACTERISTICS = (
    "age", "disability", "gender reassignment", "marriage and civil partnership", "pregnancy and maternity", "race",
    "religion or belief", "sex", "sexual orientation", "caring and part-time work", "low pay", "residents",
)  # fmt: skip
"""The nine protected characteristics (Equality Act 2010, section 4), then groups that a move of work may touch."""


class Mandate(Table):
    """What the study was asked for, by whom, and who decides. mandate.csv publishes it as it is."""

    part: Series[str] = column("Part", "What the statement belongs to", isin=MANDATE_PARTS)
    statement: Series[str] = column("Statement", "In a sentence")
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    source: Series[str] = column("Source", "Where it is written")
    date: Series[str] = column("Date", "Date of the source")


class Risks(Table):
    """Risks: those of the initiation document re-scored, and those it lacks."""

    risk_id: Series[str] = column("Risk id", "Short id", unique=True, str_matches=ID_PATTERN)
    risk: Series[str] = column("Risk", "What may happen and what would follow")
    stated_probability: Series[str] = column("Probability stated", "L, M or H; blank where new", isin=(*LEVELS, ""))
    stated_impact: Series[str] = column("Impact stated", "L, M or H; blank where new", isin=(*LEVELS, ""))
    probability: Series[str] = column("Probability", "L, M or H", isin=LEVELS)
    impact: Series[str] = column("Impact", "L, M or H", isin=LEVELS)
    why: Series[str] = column("Why", "What the score rests on")
    action: Series[str] = column("Action", "What is done about it")
    owner: Series[str] = column("Owner", "Who answers for it: a post, not a person")
    state: Series[str] = column("State", "open or closed", isin=STATES)
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    source: Series[str] = column("Source", "Where the risk, or its score, comes from")
    date: Series[str] = column("Date", "When it was scored")


class RisksTable(Risks):
    """risks.csv: the register of risks with its score and its colour in words."""

    score: Series[int] = column("Score", "Probability times impact, L 1, M 2, H 3", ge=1, le=9)
    rag: Series[str] = column("Red, amber, green", "By the thresholds of [reporting]", isin=RAG)


class Programme(Table):
    """Milestones and gateways of the programme."""

    milestone_id: Series[str] = column("Milestone id", "Short id", unique=True, str_matches=ID_PATTERN)
    stage: Series[str] = column("Stage", "Stage of the programme", isin=STAGES)
    milestone: Series[str] = column("Milestone", "What is reached")
    gateway: Series[str] = column("Gateway", "yes where it must be signed off before work goes on", isin=YES_NO)
    decides: Series[str] = column("Decides", "Who signs it off: a post or a board; blank where nobody needs to")
    planned_date: Series[str] = column("Planned", "Year, month and day first agreed")
    forecast_date: Series[str] = column("Forecast", "Year, month and day now expected; blank where as planned")
    done_date: Series[str] = column("Done", "Year, month and day reached; blank while it is not")
    after: Series[str] = column("After", "Ids of milestones that must come before, with blanks between")
    owner: Series[str] = column("Owner", "Who answers for it: a post, not a person")
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    source: Series[str] = column("Source", "Where the date comes from")


class ProgrammeTable(Programme):
    """programme.csv: milestones with how late each is and its colour in words."""

    days_late: Series[float] = column(
        "Days late", "Done, else expected, less planned. Expected is the forecast, else planned, but not before the "
        "day of the report nor before what must come before it; blank without dates", nullable=True,
    )  # fmt: skip
    rag: Series[str] = column("Red, amber, green", "By the thresholds of [reporting]", isin=RAG)
    why: Series[str] = column("Why", "The rule that gives the colour, in words")


class Log(Table):
    """Issues, dependencies, decisions and lessons. log.csv publishes it with a colour in words."""

    entry_id: Series[str] = column("Entry id", "Short id", unique=True, str_matches=ID_PATTERN)
    kind: Series[str] = column("Kind", "issue, dependency, decision or lesson", isin=LOG_KINDS)
    what: Series[str] = column("What", "In a sentence")
    action: Series[str] = column("Action", "What is done, was decided, or should be done otherwise")
    owner: Series[str] = column("Owner", "Who answers for it: a post, not a person")
    raised: Series[str] = column("Raised", "Year, month and day; blank where not known")
    due: Series[str] = column("Due", "Year, month and day; blank where not dated")
    state: Series[str] = column("State", "open or closed", isin=STATES)
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    source: Series[str] = column("Source", "Where it comes from")


class LogTable(Log):
    """log.csv: issues, dependencies, decisions and lessons, each open entry with its colour in words."""

    rag: Series[str] = column("Red, amber, green", "By how long it is overdue on the date of the report", isin=RAG)


class Equality(Table):
    """Equality screening: what is known of each group, and what is to be done. equality.csv publishes it as it is."""

    characteristic: Series[str] = column("Group", "Protected characteristic or other group", isin=CHARACTERISTICS)
    question: Series[str] = column("Question", "What could happen to the group")
    evidence: Series[str] = column("Evidence", "What is known; blank where nothing is")
    effect: Series[str] = column(
        "Effect", "adverse, none, positive, or not known", isin=("adverse", "none", "positive", "not known")
    )
    action: Series[str] = column("Action", "What is to be done, and before which decision")
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    source: Series[str] = column("Source", "Where it comes from")
    date: Series[str] = column("Date", "Date of the source")


class SiteFacts(Table):
    """Facts of places that no figure of the model needs: one fact a row. site_facts.csv publishes it as it is."""

    site_id: Series[str] = column("Site id", "A site of the table of sites", str_matches=ID_PATTERN)
    fact: Series[str] = column("Fact", "Which fact", isin=SITE_FACTS)
    value: Series[str] = column("Value", "In words or figures")
    commercial: Series[str] = column("Commercial", "yes where it may stand in the exempt edition alone", isin=YES_NO)
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    source: Series[str] = column("Source", "Where it comes from")
    date: Series[str] = column("Date", "Date of the source")


class HighlightTable(Table):
    """highlight.csv: the month's report to the board: a row a fact, in the order of the report."""

    section: Series[str] = column("Section", "Part of the report, such as milestones or risks")
    item: Series[str] = column("Item", "What is told of")
    rag: Series[str] = column("Red, amber, green", "In words; blank where there is none", isin=(*RAG, ""))
    text: Series[str] = column("Text", "In a sentence")
    due: Series[str] = column("Due", "Year, month and day; blank where not dated")
    owner: Series[str] = column("Owner", "Who answers for it; blank where nobody is named")
