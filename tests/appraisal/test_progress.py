"""Scores, lateness, colours and the month's report: each threshold as it binds and one step short of it."""

import io

import pandas as pd
import pytest

from feasibility.appraisal import progress
from feasibility.appraisal.progress import colours, highlight, log, programme, risks
from feasibility.scenario.reporting import ReportingSettings
from feasibility.tables import empty, headings
from feasibility.tables.funding import FundingChecksTable
from feasibility.tables.reporting import Log, Programme, Risks
from tests.publication import example_reported

ON = ReportingSettings(report_date="2010-06-30")
"""Amber above 14 days and red above 42; amber from a score of 3 and red from 6."""
NO_DAY = ReportingSettings()
NO_CHECKS = empty(FundingChecksTable)


def frame(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text.strip()), sep="|", dtype=str, keep_default_na=False)


def milestones(*rows: str) -> pd.DataFrame:
    """Rows of: id, planned, forecast, done, what must come before."""
    made = frame("\n".join(["milestone_id|planned_date|forecast_date|done_date|after", *rows]))
    made = made.assign(stage="planning", milestone="M " + made["milestone_id"], gateway="no", decides="", owner="Board",
                       status="assumed", source="Made up")  # fmt: skip
    columns = ["milestone_id", "stage", "milestone", "gateway", "decides", "planned_date", "forecast_date", "done_date",
               "after", "owner", "status", "source"]  # fmt: skip
    return made[columns]


def entries(*rows: str) -> pd.DataFrame:
    """Rows of: id, kind, raised, due, state."""
    made = frame("\n".join(["entry_id|kind|raised|due|state", *rows]))
    made = made.assign(what="W " + made["entry_id"], action="Ask", owner="Board", status="assumed", source="Made up")
    return made[["entry_id", "kind", "what", "action", "owner", "raised", "due", "state", "status", "source"]]


def register(*rows: str) -> pd.DataFrame:
    """Rows of: id, stated probability and impact, probability, impact, state."""
    made = frame("\n".join(["risk_id|stated_probability|stated_impact|probability|impact|state", *rows]))
    made = made.assign(risk="R " + made["risk_id"], why="Seen", action="Ask", owner="Board", status="assumed",
                       source="Made up", date="2010")  # fmt: skip
    return made[["risk_id", "risk", "stated_probability", "stated_impact", "probability", "impact", "why", "action",
                 "owner", "state", "status", "source", "date"]]  # fmt: skip


class TestRisks:
    @pytest.mark.parametrize(
        ("probability", "impact", "score", "rag"),
        [
            ("L", "L", 1, "green"), ("L", "M", 2, "green"), ("M", "L", 2, "green"),  # below 3
            ("L", "H", 3, "amber"), ("H", "L", 3, "amber"), ("M", "M", 4, "amber"),  # 3 or more, below 6
            ("M", "H", 6, "red"), ("H", "M", 6, "red"), ("H", "H", 9, "red"),  # 6 or more
        ],
    )  # fmt: skip
    def test_a_score_is_the_product_of_one_to_three(self, probability, impact, score, rag):
        found = risks.table(register(f"a|||{probability}|{impact}|open"), ON)
        assert found[["score", "rag"]].to_numpy().tolist() == [[score, rag]]

    def test_the_thresholds_are_those_of_the_scenario(self):
        settings = ReportingSettings(amber_score=4, red_score=9)
        rows = [f"{p}{i}|||{p.upper()}|{i.upper()}|open" for p, i in ("lh", "mm", "mh", "hh")]  # 3, 4, 6, 9
        assert risks.table(register(*rows), settings)["rag"].tolist() == ["green", "amber", "amber", "red"]

    def test_a_closed_risk_keeps_its_score_and_loses_its_colour(self):
        found = risks.table(register("a|L|H|H|H|closed"), ON)
        assert found[["score", "rag"]].to_numpy().tolist() == [[9, "closed"]]


class TestProgramme:
    def judged(self, *rows: str, settings: ReportingSettings = ON) -> pd.DataFrame:
        return programme.table(milestones(*rows), settings).set_index("milestone_id")

    @pytest.mark.parametrize(
        ("forecast", "days", "rag"),
        [
            ("2010-07-01", 0, "green"), ("2010-07-15", 14, "green"),  # 14 days are allowed
            ("2010-07-16", 15, "amber"), ("2010-08-12", 42, "amber"),  # 30 days of July and 12 of August
            ("2010-08-13", 43, "red"), ("2010-06-30", -1, "green"),
        ],
    )  # fmt: skip
    def test_forecast_against_planned(self, forecast, days, rag):
        found = self.judged(f"a|2010-07-01|{forecast}||").loc["a"]
        assert (found["days_late"], found["rag"]) == (days, rag)
        assert found["why"].startswith("Forecast for ")
        assert colours.rule_of_days(rag, ON) in found["why"]

    @pytest.mark.parametrize(
        ("planned", "days", "rag"),
        [("2010-06-30", 0, "green"), ("2010-06-16", 14, "green"), ("2010-06-15", 15, "amber"),
         ("2010-05-19", 42, "amber"), ("2010-05-18", 43, "red")],  # 13 days of May and 30 of June
    )  # fmt: skip
    def test_what_is_overdue_is_late_by_the_day_of_the_report(self, planned, days, rag):
        found = self.judged(f"a|{planned}|||").loc["a"]
        assert (found["days_late"], found["rag"]) == (days, rag)
        assert found["why"].startswith(
            "Expected on" if days == 0 else "Not done by 30 June 2010, the day of the report"
        )

    def test_a_forecast_that_has_passed_counts_no_more(self):
        # Forecast for 10 June and not done on the 30th: 30 - 1 = 29 days after the planned day, not 9.
        assert self.judged("a|2010-06-01|2010-06-10||").loc["a", ["days_late", "rag"]].tolist() == [29, "amber"]

    def test_what_is_done_is_done_however_late(self):
        found = self.judged("a|2010-01-01||2010-06-30|", "b|2010-06-10||2010-06-01|", "c|||2010-06-01|")
        assert found["rag"].tolist() == ["done"] * 3
        assert found["days_late"].tolist()[:2] == [180, -9]  # 30 + 28 + 31 + 30 + 31 + 30 of January to June
        assert pd.isna(found.at["c", "days_late"])
        assert found["why"].tolist() == [
            "Done on 30 June 2010, 180 days after the planned day.",
            "Done on 1 June 2010, 9 days before the planned day.",
            "Done on 1 June 2010; no day was planned.",
        ]

    def test_one_that_waits_for_a_late_one_is_late_with_it(self):
        # a is expected 31 July; b, planned for 10 July, cannot be before: 21 days. c, planned for August, is in time.
        found = self.judged("c|2010-08-10|||b", "b|2010-07-10|||a", "a|2010-07-01|2010-07-31||")
        assert found["days_late"].to_dict() == {"c": 0, "b": 21, "a": 30}
        assert found["rag"].to_dict() == {"c": "green", "b": "amber", "a": "amber"}
        assert found.at["b", "why"].startswith("Not before 31 July 2010, when this is expected: M a, 21 days after")

    def test_lateness_runs_down_a_chain_and_ids_may_be_any_word(self):
        found = self.judged(
            "forecast|2010-07-01|2010-08-20||", "planned|2010-07-02|||forecast", "x|2010-07-03|||planned"
        )
        assert found["days_late"].to_dict() == {"forecast": 50, "planned": 49, "x": 48}
        assert found.at["x", "why"].startswith("Not before 20 August 2010, when this is expected: M planned")

    def test_nothing_is_green_without_a_day(self):
        found = self.judged("a||||", "b|2010-07-01|||a", "c||2010-07-01||")
        assert found["rag"].tolist() == ["not dated", "green", "not dated"]
        assert found.at["b", "why"].endswith("What must come before it is not dated: M a.")
        assert found["days_late"].isna().tolist() == [True, False, True]

    def test_without_a_report_date_what_is_not_done_has_no_colour(self):
        found = self.judged("a|2010-01-01|||", "b|2010-01-01||2010-02-01|", settings=NO_DAY)
        assert found["rag"].tolist() == ["not dated", "done"]
        assert "no report date" in found.at["a", "why"]

    def test_work_that_went_past_what_was_to_come_first_is_told(self):
        found = self.judged("a|2010-07-01|||", "b|2010-06-01||2010-06-01|a")
        assert found.at["b", "why"] == "Done on 1 June 2010, as planned. What must come before it is not done: M a."


class TestLog:
    @pytest.mark.parametrize(
        ("due", "rag"),
        [("2010-07-01", "green"), ("2010-06-16", "green"), ("2010-06-15", "amber"), ("2010-05-19", "amber"),
         ("2010-05-18", "red"), ("", "not dated")],
    )  # fmt: skip
    def test_how_long_overdue(self, due, rag):
        assert log.table(entries(f"a|issue||{due}|open"), ON)["rag"].tolist() == [rag]
        assert log.table(entries(f"a|issue||{due}|open"), NO_DAY)["rag"].tolist() == ["not dated"]
        assert log.table(entries(f"a|issue||{due}|closed"), ON)["rag"].tolist() == ["closed"]


def test_every_colour_has_a_written_threshold_that_follows_the_settings():
    told = dict(progress.rules(ReportingSettings(report_date="2010-06-30", amber_days=1, red_days=9, red_score=7)))
    assert (
        "more than 9 days late is red; more than 1 day and up to 9 days late is amber; up to 1 day" in told["Actions"]
    )
    assert "a score of 7 or more is red; a score of 3 or more, below 7, is amber; a score below 3" in told["Risks"]
    assert "no report date" in dict(progress.rules(NO_DAY))["Milestones"]


CHECKS = pd.DataFrame(
    {
        "check": ["Secured against promised", "Payments against the stated total", "Items against the project's cost"],
        "subject": ["A council", "A council, capital", "Bid"],
        "stated_gbp": [500.0, 500.0, 500.0], "found_gbp": [0.0, 498.0, 400.0], "difference_gbp": [-500.0, -2.0, -100.0],
        "holds": [False, False, True],
        "finding": ["£500 is promised, none of it secured", "£2 short", "Fits"],
    }
)  # fmt: skip


class TestHighlight:
    def made(
        self,
        settings: ReportingSettings = ON,
        plan: pd.DataFrame | None = None,
        held: pd.DataFrame | None = None,
        kept: pd.DataFrame | None = None,
        checks: pd.DataFrame = NO_CHECKS,
    ) -> pd.DataFrame:
        files = dict.fromkeys(progress.FILES) | {"programme": plan, "risks": held, "log": kept}
        return progress.tables(files, settings, checks)["highlight"]

    def section(self, found: pd.DataFrame, name: str) -> list[tuple[str, str]]:
        return [(row.item, row.rag) for row in found[found["section"] == name].itertuples()]

    def test_nothing_to_tell(self):
        assert self.made().empty
        tables = progress.tables(dict.fromkeys(progress.FILES), ON, NO_CHECKS)
        assert {*tables} == {*progress.FILES, "highlight"}
        assert all(table.empty for table in tables.values())

    def test_overall_is_the_worst_of_what_is_open_and_says_of_what(self):
        found = self.made(
            plan=milestones("a|2010-07-01|||", "b|2009-01-01||2010-06-01|"),
            held=register("r|||M|H|closed", "s|||L|H|open"),
            kept=entries("e|issue||2010-06-15|open"),
        )
        assert self.section(found, "overall") == [
            ("Overall", "amber"), ("Milestones", "green"), ("Risks", "amber"), ("Actions", "amber"),
        ]  # fmt: skip
        texts = found[found["section"] == "overall"].set_index("item")["text"]
        assert texts["Overall"] == "Amber: the worst colour of what is open, that of risks and actions."
        assert texts["Milestones"] == "1 green and 1 done; up to 14 days late is green."
        assert texts["Risks"] == "1 amber and 1 closed; a score of 3 or more, below 6, is amber."

    @pytest.mark.parametrize(
        ("rows", "overall"),
        [(["a|2010-07-01|||"], "green"), (["a|2010-07-01|||", "b||||"], "not dated"),
         (["a|2010-06-01|||", "b||||"], "amber"), (["a|2010-06-01||2010-06-01|"], "")],
    )  # fmt: skip
    def test_green_is_not_believed_while_something_is_not_dated(self, rows, overall):
        assert self.section(self.made(plan=milestones(*rows)), "overall")[0] == ("Overall", overall)

    def test_without_a_report_date_it_is_said(self):
        found = self.made(NO_DAY, plan=milestones("a|2010-07-01|||"))
        assert found.loc[0, "rag"] == "not dated"
        assert found.loc[0, "text"].endswith("sets no report date, so milestones and actions are not judged.")

    def test_reached_late_and_next(self):
        # A month before 30 June is 30 May: what was done on that day was told last time.
        found = self.made(plan=milestones(
            "new|2010-06-01||2010-05-31|", "old|2010-05-01||2010-05-30|", "late|2010-06-20|||",
            "later|2010-07-20|2010-09-30||", "n1|2010-08-01|||", "n2|2010-08-02|||", "n3|2010-08-03|||",
            "n4|2010-08-04|||", "never||||",
        ))  # fmt: skip
        assert self.section(found, "milestones reached") == [("M new", "done"), ("Others", "")]
        assert self.section(found, "milestones late") == [("M later", "red"), ("M late", "green")]  # 72 and 10 days
        assert self.section(found, "milestones next") == [
            ("M n1", "green"), ("M n2", "green"), ("M n3", "green"), ("Others", ""),
        ]  # fmt: skip
        counted = found[found["item"] == "Others"]["text"].tolist()
        assert counted == ["1 milestone reached before 30 May 2010", "1 milestone later and 1 milestone not dated"]

    def test_gateways_name_who_signs_and_those_without_a_day_come_last(self):
        plan = milestones("u||||", "a|2010-08-01|||", "b|2010-07-01|||", "c|2010-06-01||2010-06-01|", "d|2010-09-01|||")
        plan = plan.assign(
            gateway=["yes", "yes", "yes", "yes", "no"], decides=["Leaders", "Board", "Board", "Board", ""]
        )
        found = self.made(plan=plan)
        assert self.section(found, "gateways") == [("M b", "green"), ("M a", "green"), ("M u", "not dated")]
        assert found[found["section"] == "gateways"]["text"].tolist()[2].endswith("by: Leaders")

    def test_gateways_beyond_a_page_are_counted(self):
        plan = milestones(*(f"g{n}|2010-08-0{n}|||" for n in range(1, 8))).assign(gateway="yes", decides="Board")
        rows = self.section(self.made(plan=plan), "gateways")
        assert [item for item, _ in rows] == ["M g1", "M g2", "M g3", "M g4", "M g5", "Others"]

    def test_the_highest_risks_first_and_the_rest_by_colour(self):
        grades = ["|||L|L", "|||M|H", "|||H|H", "L|H|M|M", "|||L|H", "|||H|M", "|||L|M"]
        found = self.made(held=register(*(f"r{n}{g if g[0] == '|' else '|' + g}|open" for n, g in enumerate(grades))))
        # Scores 1, 6, 9, 4, 3, 6, 2: five are told, of one score in the order of the register; 2 and 1 are counted.
        assert [item for item, _ in self.section(found, "risks")] == ["R r2", "R r1", "R r5", "R r3", "R r4", "Others"]
        told = found[found["section"] == "risks"]["text"].tolist()
        assert told[0] == "Score 9: probability H, impact H. Ask"
        assert told[3] == "Score 4: probability M, impact M (stated L, H). Ask"
        assert told[5] == "2 further open risks: 2 green"

    def test_what_is_due_before_the_next_report_is_told_and_the_rest_counted(self):
        # 31 days after 30 June is 31 July.
        found = self.made(kept=entries(
            "old|issue||2010-01-01|open", "in|issue||2010-07-31|open", "out|issue||2010-08-01|open", "no|issue|||open",
            "shut|issue||2010-01-01|closed", "d|decision||2010-07-01|open", "p|dependency|||open", "l|lesson|||closed",
        ))  # fmt: skip
        assert self.section(found, "issues") == [("W old", "red"), ("W in", "green"), ("Others", "")]
        assert self.section(found, "decisions") == [("W d", "green")]
        assert self.section(found, "dependencies") == [("Others", "")]
        counted = found[found["item"] == "Others"]["text"].tolist()
        assert counted == ["2 further open issues: 1 due later and 1 not dated", "1 open dependency: 1 not dated"]

    def test_money_is_told_from_the_checks_alone(self):
        found = self.made(checks=CHECKS)
        assert found[["section", "item", "text"]].to_numpy().tolist() == [
            ["finance", "A council", "£500 is promised, none of it secured"],
            ["finance", "Checks of the funding documents",
             "2 of 3 do not hold: secured against promised and payments against the stated total"],
        ]  # fmt: skip
        good = self.made(checks=CHECKS[CHECKS["holds"]])
        assert good["text"].tolist() == ["None of 1 fail"]

    def test_the_sections_stand_in_the_order_of_the_report(self):
        found = self.made(
            plan=milestones("a|2010-07-01|||", "b|2010-01-01|||").assign(gateway="yes", decides="Board"),
            held=register("r|||M|H|open"), kept=entries("e|issue||2010-06-15|open"), checks=CHECKS,
        )  # fmt: skip
        assert list(dict.fromkeys(found["section"])) == [
            "overall", "milestones late", "milestones next", "gateways", "risks", "issues", "finance",
        ]  # fmt: skip
        assert highlight.TOP == 5


def test_the_release_that_pages_are_tried_on_is_coloured_by_these_rules():
    written = example_reported.reported()
    settings = example_reported.REPORTING
    judged = {"risks": (risks.table, Risks), "programme": (programme.table, Programme), "log": (log.table, Log)}
    for name, (table, schema) in judged.items():
        found = table(written[name][list(headings(schema))], settings)
        pd.testing.assert_frame_equal(found, written[name], check_dtype=False)
