"""What the example study says in words: mandate, risks, programme, log, equality, facts and leases of sites."""

import pandas as pd

from feasibility import tables
from feasibility.appraisal.progress import highlight
from feasibility.scenario.reporting import ReportingSettings
from feasibility.tables.funding import FundingChecksTable
from tests.publication.example_tables import made

MANDATE = """
part|statement|status|source|date
purpose|Find a shared place {note}.|sourced|Initiation document|2010-05-19
scope|Staff who answer contacts.|sourced|Initiation document|2010-05-19
outside|The web site.|assumed|Analyst|2010-06-01
output|A plan for co-location.|sourced|Initiation document|2010-05-19
decision|Whether to go on to a lease.|assumed|Analyst|2010-06-01
governance|Two directors lead {note}.|sourced|Initiation document|2010-05-19
reporting|A highlight report each month.|sourced|Initiation document|2010-05-19
access|Visits stay at the libraries {note}.|sourced|Initiation document|2010-05-19
"""
RISKS = """
risk_id|risk|stated_probability|stated_impact|probability|impact|why|action|owner|state|status|source|date|score|rag
take-up|Fewer move to the web {note}|L|H|M|H|The range is wide|Watch each month|Programme board|open|sourced|Initiation document|2010-05-19|6|red
governance|Boards disagree|M|H|M|M|Both signed|Meet monthly|Sponsor|open|sourced|Initiation document|2010-05-19|4|amber
parking|Too few spaces|||L|M|Not counted yet|Count them|Property|open|assumed|Analyst|2010-06-01|2|green
old|Paid already|M|L|L|L|Over|None|Finance|closed|sourced|Initiation document|2010-05-19|1|closed
"""  # noqa: E501  one line of the table each
PROGRAMME = """
milestone_id|stage|milestone|gateway|decides|planned_date|forecast_date|done_date|after|owner|status|source|days_late|rag|why
sign|governance|Both chief executives sign {note}|yes|Chief executives|2010-06-30||2010-07-07||Sponsor|sourced|Initiation document|7|done|Done on 7 July 2010, 7 days after the planned day.
method|planning|Method agreed|no||2010-09-30|2010-11-30||sign|Programme manager|sourced|Initiation document|61|red|Forecast for 30 November 2010, 61 days after the planned day; more than 42 days late is red.
build|implementation|Works begin|yes|Project board|2011-03-31|||method|Property|assumed|Analyst|0|green|Expected on 31 March 2011, as planned; up to 14 days late is green.
plan|final outputs|Plan for co-location|yes|Project board|||||Programme manager|sourced|Initiation document||not dated|No day is planned, so nobody can say whether it is late.
"""  # noqa: E501  one line of the table each
LOG = """
entry_id|kind|what|action|owner|raised|due|state|status|source|rag
telephony|issue|Two telephone systems {note}|Ask both suppliers|ICT|2010-06-01|2010-07-01|open|assumed|Analyst|amber
croydon|dependency|A third partner may join|Ask each quarter|Programme board|||open|sourced|Tracker|not dated
corridor|decision|Three kilometres|Agreed|Project board|2010-06-01||closed|assumed|Analyst|closed
late|lesson|Ask for leases first|Ask at the start|Property|2010-08-01||closed|assumed|Analyst|closed
"""
EQUALITY = """
characteristic|question|evidence|effect|action|status|source|date
age|Do older staff travel longer?|None is held {note}|not known|Ask HR before the decision|assumed|Analyst|2010-06-01
disability|Can everybody reach a desk?||not known|Survey each site|assumed|Analyst|2010-06-01
caring and part-time work|Do part-time staff lose more?|See the journeys by band|adverse|Offer other hours|assumed|Analyst|2010-06-01
residents|Can residents still be served?|Libraries stay open|none|None|sourced|Initiation document|2010-05-19
"""  # noqa: E501  one line of the table each
FACTS = """
site_id|fact|value|commercial|status|source|date
kings-house|address|1 High Street {note}|no|sourced|Directory|2010
kings-house|owner|A company {note}|yes|sourced|Land register|2010
kings-house|flood|not known|no|assumed|Ask the Environment Agency|2010
kings-house|step_free|yes|no|sourced|Visit|2010
kings-house|network|yes|no|assumed|ICT|2010
kings-house|availability|To let|no|sourced|Agent|2010
"""
LEASES = """
site_id|event|date|rent_gbp_per_m2_per_year|notice_months|penalty_gbp|status|source
kings-house|start|2010-12-25||||assumed|Agent {note}
kings-house|break|2015-12-25||6|1000|assumed|Agent
kings-house|review|2015-12-25|130|||assumed|Agent
kings-house|expiry|2020-12-24||||assumed|Agent
"""
REPORTING = ReportingSettings(report_date="2010-07-31")
"""The day on which the colours above hold: the log's issue of 1 July is 30 days overdue, the method 61 days late."""
_TEXTS = {
    "mandate": MANDATE, "risks": RISKS, "programme": PROGRAMME, "log": LOG, "equality": EQUALITY,
    "site_facts": FACTS, "lease_events": LEASES,
}  # fmt: skip


def reported() -> dict[str, pd.DataFrame]:
    """Each of these tables, with hostile text in it."""
    written = {name: made(text, name) for name, text in _TEXTS.items()}
    return {**written, "highlight": highlight.table(written, REPORTING, tables.empty(FundingChecksTable))}


def nothing_reported() -> dict[str, pd.DataFrame]:
    """The same tables where a study has none of them."""
    return {name: tables.empty(tables.PUBLISHED[name]) for name in (*_TEXTS, "highlight")}
