"""What follows when a partner leaves: both courses of the rest, and who pays under each rule (tables.ExitsTable)."""

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
import pandas as pd

from feasibility.appraisal.partners.cash import Floats, OptionCash
from feasibility.appraisal.partners.courses import Course, Leaving, any_shared, courses, left
from feasibility.appraisal.partners.facts import PartnerFacts
from feasibility.appraisal.partners.held import after
from feasibility.appraisal.partners.keys import Key
from feasibility.costs.timeline import QUARTERS_PER_YEAR, Timeline
from feasibility.scenario.partners import EACH, PartnersSettings
from feasibility.tables import checked, empty
from feasibility.tables.partners import EXIT_RULES, STAY_ON, ExitsTable

Row = dict[str, object]


def table(
    cash: Mapping[str, OptionCash], keys: Sequence[Key], facts: PartnerFacts, timeline: Timeline,
    factors: Sequence[float], settings: PartnersSettings,
) -> pd.DataFrame:  # fmt: skip
    """tables.partners.ExitsTable: a row an option that shares something, key, leaver, year, rule and course.

    A year beyond the period is left out, and so is one before anything is shared.
    """
    leavers = list(facts.names) if settings.leaves == EACH else [settings.leaves]
    years = [year for year in settings.leaves_in_years if year <= timeline.period_years]
    used = [key for key in keys if not key.left_out]
    rows: list[Row] = []
    for option_id, leaver, year in product(cash, leavers, years):
        option, option_cash = facts.options[option_id], cash[option_id]
        due = any_shared(option_cash, option)
        if not due or year * QUARTERS_PER_YEAR <= due[0]:
            continue
        leaving = left(option_cash, option, facts, leaver, year, timeline, settings)
        told: Row = {"option_id": option_id, "leaver": leaver, "year": year} | _told(leaving, timeline)
        ways = {course.name: (course, _of_course(course, timeline)) for course in courses(leaving, settings)}
        rows += [
            told | {"key": key.name, "agreed": (key.name, rule) == (settings.agreed_key, settings.exit_rule)} | row
            for key, rule in product(used, EXIT_RULES)
            for row in _both(leaving, ways, key.shares[leaver], rule, factors, settings.notice_months)
        ]
    frame = pd.DataFrame(rows)[list(empty(ExitsTable).columns)] if rows else empty(ExitsTable)
    return checked(frame, ExitsTable, "exits")


def _told(leaving: Leaving, timeline: Timeline) -> Row:
    return {
        "leaves_on": timeline.label(leaving.quarter),
        "workstations_empty": leaving.workstations_empty,
        "ends_by": leaving.ends_by,
        "split_systems_gbp": float(leaving.split.sum()),
        "together_gbp": float(leaving.together.sum()),
        "elsewhere_gbp_per_workstation_per_year": leaving.elsewhere_gbp_per_workstation_per_year,
    }


def _of_course(course: Course, timeline: Timeline) -> Row:
    return {
        "course": course.name,
        "held_until": timeline.label(course.held_until - 1),
        "empty_space_gbp": float(course.empty.sum()),
        "sub_let_gbp": float(course.sub_let.sum()),
        "break_penalty_gbp": course.penalty_gbp,
        "given_up_gbp": float(course.given_up.sum()),
        "workstations_elsewhere": course.workstations_elsewhere,
        "elsewhere_gbp": float(course.elsewhere.sum()),
        "unused_fit_out_gbp": course.unused_fit_out_gbp,
    }


def _both(
    leaving: Leaving, ways: Mapping[str, tuple[Course, Row]], share: float, rule: str, factors: Sequence[float],
    notice_months: int,
) -> list[Row]:  # fmt: skip
    """A row a course under one key and rule; the one that costs the rest less is marked, staying on where they tie."""
    weight = _weights(leaving, notice_months)[rule]
    found: list[Row] = []
    change_gbp = {}
    for name, (course, told) in ways.items():
        leaver, credit = paid(leaving, course, share, weight)
        rest = course.pot(leaving) - leaver
        stayed = share * leaving.together
        change = rest - (leaving.together - stayed)
        change_gbp[name] = round(float(change.sum()), 2)
        found.append(told | {
            "rule": rule, "key_share": share, "rest_sub_let_gbp": float((course.sub_let - credit).sum()),
            "leaver_pays_gbp": float(leaver.sum()), "rest_pay_gbp": float(rest.sum()),
            "leaver_change_gbp": float((leaver - stayed).sum()), "rest_change_gbp": float(change.sum()),
            "rest_change_present_gbp": float(change @ np.array(factors)),
        })  # fmt: skip
    cheaper = min(change_gbp, key=lambda name: (change_gbp[name], name != STAY_ON))
    return [row | {"cheaper": row["course"] == cheaper} for row in found]


def _weights(leaving: Leaving, notice_months: int) -> dict[str, Floats]:
    """By rule, the part of each quarter for which the leaver pays its share of what it is liable for."""
    quarters = len(leaving.together)
    in_notice = 1 - after(leaving.quarter, notice_months, quarters)
    return dict(zip(EXIT_RULES, (np.ones(quarters), in_notice, np.zeros(quarters)), strict=True))


def paid(leaving: Leaving, course: Course, share: float, weight: Floats) -> tuple[Floats, Floats]:
    """What the leaver pays by quarter, and what of sub-letting has been taken off that; the rest pay what remains.

    It pays its share of what it is liable for, of taking systems apart, and of what giving the space up costs at once.
    What sub-tenants pay meanwhile is taken off as far as it pays, so that nobody is paid twice for the same space.
    """
    due = share * weight * (leaving.liable + leaving.split + course.on_giving_up)
    credit = np.minimum(np.maximum(due, 0.0), weight * course.to_leaver)
    return due - credit, credit
