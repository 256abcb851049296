"""The workbook that an officer fills: what is in it, and what is told of one that is wrongly filled."""

import datetime
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from feasibility import cli
from feasibility.errors import FeasibilityError, InputError
from feasibility.inputs import (
    actuals,
    claims,
    deflators,
    funding,
    half_hours,
    judgements,
    leases,
    months,
    partner_keys,
    queues,
    rates_multipliers,
    read,
    register,
    site_costs,
    space_tiers,
    travel_policies,
)
from feasibility.inputs import sheets as files
from feasibility.inputs.reporting import equality, log, mandate, programme, risks, site_facts
from feasibility.scenario import load
from feasibility.scenario.sections import Files
from feasibility.scenario.value import Criterion
from feasibility.template import sheets, workbook
from feasibility.template_command import write_template
from tests.inputs.study import Study

ROWS = dict[str, list[dict[str, object]]]
AUTHORITIES = ("west", "east")
MADE = {"status": "assumed", "source": "Made up"}
SITE = {
    "tenure": "leased", "nia_m2": 2000, "rent_gbp_per_m2_per_year": 100, "rateable_value_gbp_per_m2": 90,
    "service_charge_gbp_per_m2_per_year": 50, "fit_out_gbp_per_m2": 200,
    **{f"{stem}_status": "assumed" for stem in ("nia", "rent", "rateable_value", "service_charge", "fit_out")},
    **{f"{stem}_source": "Made up, 2010" for stem in ("nia", "rent", "rateable_value", "service_charge", "fit_out")},
}  # fmt: skip
POLICY = {
    "policy_id": "ours", "name": "Ours", "car_basis": "pence", "motorcycle_basis": "none", "cycle_basis": "none",
    "transit_basis": "cost", "car_pence_per_mile": 45, "duration_months": 24, "days_per_year": 225, **MADE,
}  # fmt: skip


def filled() -> ROWS:
    """Every table rightly filled for the small study, cells as Excel would hold them."""
    day = datetime.datetime
    return {
        "sites": [
            {**SITE, "site_id": "hall-w", "name": "West Hall", "easting": 543_000, "northing": 170_000,
             "present_of": "west", "occupied_m2": 300, "released_share": 1},
            {**SITE, "site_id": "hall-e", "name": "East Hall", "easting": 547_000, "northing": 170_000,
             "present_of": "east", "occupied_m2": 300, "released_share": 1},
            {**SITE, "site_id": "mid", "name": "Middle", "postcode": "BR5 1LB"},
        ],
        "site_costs": [
            {"site_id": "mid", "line": "energy", "moment": "in_use", "amount": 12, "unit": "gbp_per_m2_per_year",
             "first_date": day(2012, 4, 1), "bias": "none", "irrecoverable_vat_share": 0, "date": 2010, **MADE},
        ],
        "space_tiers": [
            {"site_id": "mid", "tier": "Ground floor", "nia_m2": 1200, **MADE},
            {"site_id": "mid", "tier": "Whole", "nia_m2": 2000, **MADE},
        ],
        "leases": [
            {"site_id": "mid", "event": "start", "date": day(2010, 3, 25), **MADE},
            {"site_id": "mid", "event": "break", "date": day(2015, 3, 25), "notice_months": 6, **MADE},
            {"site_id": "mid", "event": "expiry", "date": day(2020, 3, 24), **MADE},
        ],
        "travel_policies": [POLICY],
        "funding": [
            {"funder": "West", "entry": "payment", "kind": "capital", "quarter_from": day(2010, 10, 1),
             "amount_gbp": 83_333, "secured": "no", **MADE},
        ],
        "actuals": [
            {"authority": "west", "item": "accommodation", "financial_year": "2009-10", "amount_gbp": 50_000, **MADE},
        ],
        "partner_keys": [
            {"key": "cases", "authority": "west", "share": 0.4, **MADE},
            {"key": "cases", "authority": "east", "share": 0.6, **MADE},
        ],
        "half_hours": [
            {"authority": "all", "day": "weekday", "starts": "09:00", "share": 0.25, **MADE},
            {"authority": "all", "day": "weekday", "starts": datetime.time(9, 30), "share": 0.75, **MADE},
        ],
        "months": [{"authority": "all", "month": month, "factor": 1, **MADE} for month in range(1, 13)],
        "queues": [{"authority": "west", "queue": "Tax", "contacts_share": 1, "handling_time_seconds": 240, **MADE}],
        "claims": [{"authority": "west", "take_up_share": 0.1, "stated_gbp": 100, "what": "A", "where": "p. 1",
                    "quoted": "a hundred"}],
        # As Excel takes 2010-11 where a cell is not text.
        "rates_multipliers": [
            {"year": day(2010, 11, 1), "standard": 0.414, "small": 0.407, "source": "Made up"},
        ],
        "deflators": [{"year": 2010, "index": 69.1, **MADE}],
        "mandate": [{"part": "purpose", "statement": "A place for both", "date": 2010, **MADE}],
        "risks": [{"risk_id": "late", "risk": "Late", "probability": "M", "impact": "H", "why": "No terms",
                   "action": "Ask", "owner": "Board", "state": "open", "date": 2010, **MADE}],
        "programme": [
            {"milestone_id": "sign", "stage": "governance", "milestone": "Signed", "gateway": "yes", "decides": "Board",
             "planned_date": day(2010, 7, 31), "owner": "Board", **MADE},
            {"milestone_id": "move", "stage": "implementation", "milestone": "Moved", "gateway": "no",
             "planned_date": day(2011, 7, 31), "after": "sign", "owner": "Board", **MADE},
        ],
        "log": [{"entry_id": "calls", "kind": "issue", "what": "Not counted", "action": "Count", "owner": "Board",
                 "raised": day(2010, 6, 14), "due": day(2010, 7, 12), "state": "open", **MADE}],
        "equality": [{"characteristic": "age", "question": "Longer?", "effect": "not known", "action": "Ask",
                      "date": 2010, **MADE}],
        "site_facts": [{"site_id": "mid", "fact": "ptal", "value": 3, "commercial": "no", "date": 2010, **MADE}],
        "assumptions": [{"assumption_id": "boundary.corridor_km", "value": 3, "unit": "km", "owner": "Board", **MADE}],
    }  # fmt: skip


FILLED = tuple(filled())


def fill(path: Path, rows: ROWS) -> None:
    """Type rows into a template."""
    book = openpyxl.load_workbook(path)
    for role, records in rows.items():
        heading = [cell.value for cell in book[role][1]]
        for number, record in enumerate(records, start=2):
            for name, value in record.items():
                book[role].cell(number, heading.index(name) + 1, value)
    book.save(path)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory) -> bytes:
    path = tmp_path_factory.mktemp("template") / "sites.xlsx"
    write_template("sites", path, force=False)
    return path.read_bytes()


@pytest.fixture
def study(tmp_path: Path, untouched: bytes) -> Study:
    """The small study with every table but the staff in one workbook."""
    made = Study(tmp_path / "study")
    (made.folder / "costs.xlsx").write_bytes(untouched)
    made.state("files", **dict.fromkeys(FILLED, "costs.xlsx"))
    return made.state("authority.west", travel_policy="ours")


@pytest.fixture
def told(study: Study) -> Callable[[ROWS], list[str]]:
    """What is told of the study with some sheets filled otherwise."""

    def of(rows: ROWS) -> list[str]:
        fill(study.folder / "costs.xlsx", filled() | rows)
        with pytest.raises(InputError) as error:
            read.read(load(study.scenario))
        return list(error.value.faults)

    return of


def test_a_filled_template_is_read_whole_by_every_role(study):
    fill(study.folder / "costs.xlsx", filled())
    inputs = read.read(load(study.scenario))
    assert inputs.sites.index.tolist() == ["hall-w", "hall-e", "mid"]
    assert inputs.site_costs[["line", "amount", "first_date"]].to_numpy().tolist() == [["energy", 12.0, "2012-04-01"]]
    assert inputs.leases["date"].tolist() == ["2010-03-25", "2015-03-25", "2020-03-24"]
    assert inputs.travel_policies["duration_months"].tolist() == [24]
    assert inputs.funding[["quarter_from", "amount_gbp"]].to_numpy().tolist() == [["2010-10-01", 83_333.0]]
    assert inputs.actuals["financial_year"].tolist() == ["2009-10"]
    assert inputs.partner_keys["share"].tolist() == [0.4, 0.6]
    assert inputs.half_hours["starts"].tolist() == ["09:00", "09:30"]
    assert len(inputs.months) == 12
    assert inputs.queues["handling_time_seconds"].tolist() == [240]
    assert inputs.claims["stated_gbp"].tolist() == [100]
    assert inputs.rates_multipliers["year"].tolist() == ["2010-11"]
    assert inputs.deflators["year"].tolist() == [2010]
    assert inputs.programme[["planned_date", "after"]].to_numpy().tolist() == [
        ["2010-07-31", ""],
        ["2011-07-31", "sign"],
    ]
    assert inputs.log[["raised", "due"]].to_numpy().tolist() == [["2010-06-14", "2010-07-12"]]
    assert inputs.site_facts["value"].tolist() == ["3"]
    assert [len(getattr(inputs, name)) for name in ("mandate", "risks", "equality")] == [1, 1, 1]
    assert inputs.register["assumption_id"].tolist() == ["boundary.corridor_km"]


def changed(role: str, number: int, **cells: object) -> ROWS:
    """The rows of a role with some cells of one record, counted from 0, changed."""
    rows = filled()[role]
    rows[number] = rows[number] | cells
    return {role: rows}


def added(role: str, **cells: object) -> ROWS:
    """The rows of a role and one more: the first with some cells changed."""
    rows = filled()[role]
    return {role: [*rows, rows[0] | cells]}


DAY = datetime.datetime
FAULTS: dict[str, tuple[ROWS, str, str]] = {
    "wrong units": (
        changed("site_costs", 0, unit="gbp_per_m2"),
        "costs.xlsx, sheet site_costs: row 2, column unit:",
        "a unit paid once, but in_use lasts",
    ),
    "overlapping lease events": (
        added("leases", date=DAY(2018, 1, 1)),
        "costs.xlsx, sheet leases: row 5, column date:",
        "starts on 2018-01-01, before that of row 2 ends (row 4, 2020-03-24)",
    ),
    "a break before the start": (
        changed("leases", 1, date=DAY(2009, 3, 25)),
        "costs.xlsx, sheet leases: row 3, column date:",
        "break of mid on 2009-03-25 falls on or before its start on 2010-03-25 (row 2)",
    ),
    "a policy with no end": (
        changed("travel_policies", 0, duration_months=None),
        "costs.xlsx, sheet travel_policies: column duration_months: row 2:",
        "the policy has no end",
    ),
    "rates without a multiplier year": (
        changed("rates_multipliers", 0, year="2011-12"),
        "costs.xlsx, sheet rates_multipliers: column year:",
        "has no row 2010-11, which costs.rates.year asks for: costs.xlsx has rateable values above 0 (rows 2-4, "
        "column rateable_value_gbp_per_m2)",
    ),
    "partners' shares that do not sum to one": (
        changed("partner_keys", 1, share=0.5),
        "costs.xlsx, sheet partner_keys: ",
        "rows 2-3, column share: the shares sum to 0.9",
    ),
    "a day's shares that do not sum to one": (
        changed("half_hours", 0, share=0.5),
        "costs.xlsx, sheet half_hours: column share: rows 2-3:",
        "sum to 1.25; they must sum to 1",
    ),
    "queues' shares that do not sum to one": (
        changed("queues", 0, contacts_share=0.9),
        "costs.xlsx, sheet queues: column contacts_share: row 2:",
        "sum to 0.9; they must sum to 1",
    ),
    "a year of eleven months": (
        {"months": filled()["months"][:11]},
        "costs.xlsx, sheet months: column month: rows 2-12:",
        "has no Dec",
    ),
    "a payment without its quarter": (
        changed("funding", 0, quarter_from=None),
        "costs.xlsx, sheet funding: column quarter_from: row 2:",
        "is blank",
    ),
    "an authority that the scenario does not have": (
        changed("queues", 0, authority="north"),
        "costs.xlsx, sheet queues: column authority: row 2:",
        "is no authority of the scenario; write one of west, east, all",
    ),
    "a site that the table of sites lacks": (
        changed("site_costs", 0, site_id="midd"),
        "costs.xlsx, sheet site_costs: row 2, column site_id:",
        'found "midd", which the table of sites lacks; is it mid?',
    ),
    "multipliers in pence": (
        changed("rates_multipliers", 0, standard=41.4),
        "costs.xlsx, sheet rates_multipliers: column standard: row 2:",
        "is it pence?",
    ),
    "spending of an unknown authority": (
        changed("actuals", 0, authority="north"),
        "costs.xlsx, sheet actuals: column authority: row 2:",
        "must be one of east, west",
    ),
    "milestones in a circle": (
        changed("programme", 0, after="move"),
        "costs.xlsx, sheet programme: row ",
        "goes round in a circle",
    ),
    "a fact of a site told twice": (
        added("site_facts", value=4),
        "costs.xlsx, sheet site_facts: column fact: rows 2-3:",
        "keep one",
    ),
    "a policy that no table has": (
        changed("travel_policies", 0, policy_id="theirs"),
        "authority.west.travel_policy: ",
        "costs.xlsx, sheet travel_policies has no policy ours; it has theirs",
    ),
}  # fmt: skip


BOOKS = (
    ("wrong units", "overlapping lease events", "a policy with no end", "partners' shares that do not sum to one",
     "a day's shares that do not sum to one", "queues' shares that do not sum to one", "a year of eleven months",
     "a payment without its quarter", "multipliers in pence", "spending of an unknown authority",
     "milestones in a circle", "a fact of a site told twice"),
    ("a site that the table of sites lacks", "a break before the start",
     "an authority that the scenario does not have"),
    ("rates without a multiplier year",),
    ("a policy that no table has",),
)  # fmt: skip
"""Faults that one workbook can have together, at most one a sheet: each is still one message, and there is no other."""


def test_every_fault_is_planted_once():
    assert sorted(fault for book in BOOKS for fault in book) == sorted(FAULTS)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book[0])
def test_planted_faults_are_one_message_each_with_sheet_row_and_column(told, book):
    faults = told({role: rows for fault in book for role, rows in FAULTS[fault][0].items()})
    assert len(faults) == len(book), faults
    for fault in book:
        _, where, says = FAULTS[fault]
        assert len([one for one in faults if one.startswith(where) and says in one]) == 1, (fault, faults)


def test_rates_without_any_table_of_multipliers(study):
    fill(study.folder / "costs.xlsx", filled())
    del study.settings["files"]["rates_multipliers"]
    study.save()
    with pytest.raises(InputError) as error:
        read.read(load(study.scenario))
    (fault,) = error.value.faults
    assert fault.startswith("files.rates_multipliers: no table is named, but costs.xlsx has rateable values above 0")


def test_no_multipliers_are_asked_for_where_nothing_is_rateable(study):
    rows = filled()
    for site in rows["sites"]:
        site["rateable_value_gbp_per_m2"] = 0
    fill(study.folder / "costs.xlsx", rows)
    del study.settings["files"]["rates_multipliers"]
    study.save()
    assert read.read(load(study.scenario)).rates_multipliers is None


def test_a_policy_without_a_table_of_policies(study):
    fill(study.folder / "costs.xlsx", filled())
    del study.settings["files"]["travel_policies"]
    study.save()
    with pytest.raises(InputError) as error:
        read.read(load(study.scenario))
    assert list(error.value.faults) == [
        'authority.west.travel_policy: found "ours", but files.travel_policies names no table; name one that has it, '
        "or take the setting out: nothing is paid then"
    ]


def test_an_untouched_template_is_told_as_empty(study):
    with pytest.raises(InputError) as error:
        read.read(load(study.scenario))
    told = [fault for fault in error.value.faults if "costs.xlsx" in fault]
    assert sorted(told) == sorted(f"costs.xlsx, sheet {role}: has a heading but no records under it" for role in FILLED)


def test_a_workbook_that_cannot_be_read_is_told_once_for_all_its_roles(study):
    (study.folder / "costs.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(InputError) as error:
        read.read(load(study.scenario))
    told = [fault for fault in error.value.faults if fault.startswith("costs.xlsx")]
    assert told == ["costs.xlsx: cannot be read as an Excel workbook; save it again from Excel as .xlsx"]


class TestSheetsByRole:
    def write(self, path: Path, *titles: str) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title in titles:
            book.create_sheet(title).append(["name"])
            book[title].append([title])
        book.save(path)
        return path

    @pytest.mark.parametrize("title", ["site_costs", "Site costs", "SITE-COSTS "])
    def test_a_role_takes_the_sheet_of_its_name(self, tmp_path, title):
        raw, where = files.of_role(self.write(tmp_path / "t.xlsx", "First", title), "site_costs")
        assert (raw["name"].tolist(), where) == ([title.strip()], "t.xlsx, sheet site_costs")

    def test_else_the_first_and_the_message_says_so(self, tmp_path):
        raw, where = files.of_role(self.write(tmp_path / "t.xlsx", "First", "Second"), "leases")
        assert (raw["name"].tolist(), where) == (["First"], "t.xlsx, first sheet (none is called leases)")

    def test_a_workbook_of_one_sheet_and_a_csv_file_go_by_their_names(self, tmp_path):
        assert files.of_role(self.write(tmp_path / "t.xlsx", "Any"), "leases")[1] == "t.xlsx"
        (tmp_path / "t.csv").write_text("name\nx\n", encoding="utf-8")
        assert files.of_role(tmp_path / "t.csv", "leases")[1] == "t.csv"


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("template") / "study.xlsx"
    write_template("study", path, force=False)
    return path


@pytest.fixture(scope="module")
def book(path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


class TestWorkbook:
    def test_it_has_a_sheet_for_every_table_that_is_a_file_of_the_scenario(self, book):
        assert set(book.sheetnames) == {workbook.NOTES, workbook.LISTS, *sheets.SHEETS}
        assert set(sheets.SHEETS) <= set(Files.model_fields)
        assert book[workbook.LISTS].sheet_state == "hidden"

    def test_the_template_of_sites_holds_no_staff(self):
        assert set(sheets.SHEETS) - set(sheets.named("sites")) == {"staff"}

    def test_each_sheet_is_its_headings_frozen_and_bold_and_nothing_more(self, book):
        for role, layout in sheets.SHEETS.items():
            sheet = book[role]
            assert [cell.value for cell in sheet[1]] == [column.name for column in layout.columns]
            assert all(cell.font.bold for cell in sheet[1])
            assert sheet.freeze_panes == "A2"
            assert sheet.max_row == 1

    def test_every_column_has_a_note_and_its_check(self, book):
        for role, layout in sheets.SHEETS.items():
            checks = {str(check.sqref).split(":")[0]: check for check in book[role].data_validations.dataValidation}
            assert len(checks) == len(layout.columns)
            for number, column in enumerate(layout.columns, start=1):
                letter = openpyxl.utils.get_column_letter(number)
                check = checks[f"{letter}2"]
                assert check.prompt
                assert len(check.prompt) <= 255
                assert len(check.promptTitle) <= 32
                if column.kind == "words":
                    assert check.type == "list"
                    title, cells = check.formula1.split("!")
                    stated = [cell.value for (cell,) in book[title][cells.replace("$", "")]]
                    assert stated == list(column.words)

    def test_bounds_dates_and_text_are_those_of_the_schema(self, book):
        def check(role: str, name: str):
            number = [column.name for column in sheets.SHEETS[role].columns].index(name) + 1
            letter = openpyxl.utils.get_column_letter(number)
            (found,) = [
                c for c in book[role].data_validations.dataValidation if f"{letter}2" in str(c.sqref).split(":")
            ]
            return found, letter, book[role].column_dimensions[letter].number_format

        vat, letter, _ = check("site_costs", "irrecoverable_vat_share")
        assert vat.formula1 == f"AND(ISNUMBER({letter}2),{letter}2>=0,{letter}2<=1)"
        standard, letter, _ = check("rates_multipliers", "standard")
        assert standard.formula1 == f"AND(ISNUMBER({letter}2),{letter}2>0,{letter}2<=2)"
        month, letter, _ = check("months", "month")
        assert month.formula1 == f"AND(ISNUMBER({letter}2),{letter}2=INT({letter}2),{letter}2>=1,{letter}2<=12)"
        day, _, shown = check("leases", "date")
        assert (day.type, shown) == ("date", "yyyy-mm-dd")
        assert check("rates_multipliers", "year")[2] == "@"  # else Excel makes a date of 2010-11
        assert check("leases", "site_id")[0].formula1.startswith("sites!$A$2:")

    def test_the_notes_tell_every_column_with_unit_words_and_example(self, book):
        rows = [row for row in book[workbook.NOTES].iter_rows(values_only=True) if row[0] in sheets.SHEETS and row[3]]
        assert len(rows) == sum(len(layout.columns) for layout in sheets.SHEETS.values())
        told = {(row[0], row[1]): row for row in rows}
        assert told["leases", "rent_gbp_per_m2_per_year"][4] == "£ a m² a year"
        assert told["travel_policies", "car_pence_per_mile"][4] == "pence a mile"
        assert told["site_costs", "irrecoverable_vat_share"][5] == "a number 0 or more and 1 or less"
        assert told["leases", "event"][5].startswith("one of start, rent_free_end, rent")
        assert told["leases", "notice_months"][5:7] == ("a number 0 or more and 60 or less; may be blank", "6")

    def test_no_cell_is_a_formula(self, book):
        assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]

    def test_the_same_template_twice_is_the_same_bytes(self, path, tmp_path):
        write_template("study", tmp_path / "again.xlsx", force=False)
        assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


EASE = Criterion(name="Ease", measure="judgement", weight=100.0, points=((0.0, 0.0), (100.0, 100.0)))
READERS = {
    "site_costs": site_costs.read,
    "space_tiers": space_tiers.read,
    "leases": leases.read,
    "travel_policies": travel_policies.read,
    "funding": funding.read,
    "actuals": lambda raw, where: actuals.read(raw, ("bexley",), where),
    "partner_keys": lambda raw, where: partner_keys.read(raw, ("bexley",), where),
    "half_hours": half_hours.read,
    "months": months.read,
    "queues": queues.read,
    "claims": lambda raw, where: claims.read(raw, ("bexley",), where),
    "rates_multipliers": rates_multipliers.read,
    "deflators": deflators.read,
    "judgements": lambda raw, where: judgements.read(raw, where, {"ease-of-delivery": EASE}),
    "mandate": mandate.read,
    "risks": risks.read,
    "programme": programme.read,
    "log": log.read,
    "equality": equality.read,
    "site_facts": site_facts.read,
    "assumptions": register.read,
}
ALONE_NO_WHOLE = ("partner_keys", "half_hours", "months", "queues")
"""Tables whose rows must sum to something: one row is no table."""


class TestExamples:
    def reads(self, role: str, row: dict[str, str]) -> list[str]:
        columns = [column.name for column in sheets.SHEETS[role].columns]
        raw = pd.DataFrame([row], index=[2]).reindex(columns=columns, fill_value="")
        try:
            READERS[role](raw, "t.csv")
        except InputError as err:
            return [fault for fault in err.faults if not ("sum to" in fault or "has no" in fault)]
        return []

    @pytest.mark.parametrize("role", READERS)
    def test_the_example_row_is_rightly_filled(self, role):
        assert self.reads(role, dict(sheets.SHEETS[role].example)) == []

    @pytest.mark.parametrize("role", READERS)
    def test_what_the_notes_say_of_blanks_is_what_the_reader_says(self, role):
        layout = sheets.SHEETS[role]
        # These the example row needs for what else it says: a break its notice, pence a mile its figure.
        needed = ["stated_probability", "stated_impact", "decides", "evidence"]
        needed += ["notice_months", "quarter_from", "secured", "kind", "duration_months", "trigger_miles",
                  "trigger_miles_is", "taxable"]  # fmt: skip
        needed += [f"{by}_{what}" for by in ("car", "motorcycle", "cycle") for what in ("basis", "pence_per_mile")]
        for column in layout.columns:
            faults = self.reads(role, dict(layout.example) | {column.name: ""})
            if column.name not in needed or not column.may_be_blank:
                assert bool(faults) != column.may_be_blank, (column.name, faults)


class TestCommand:
    def run(self, monkeypatch, capsys, *words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["feasibility", "template", *words])
        try:
            cli.main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    def test_the_last_line_is_the_path(self, tmp_path, monkeypatch, capsys):
        monkeypatch.chdir(tmp_path)
        code, out, err = self.run(monkeypatch, capsys, "sites")
        assert (code, out) == (0, "template-sites.xlsx\n")
        assert f"{len(sheets.SHEETS) - 1} tables to fill" in err
        assert (tmp_path / "template-sites.xlsx").is_file()

    def test_one_table(self, tmp_path, monkeypatch, capsys):
        out = tmp_path / "l.xlsx"
        assert self.run(monkeypatch, capsys, "leases", "--out", str(out))[0] == 0
        assert openpyxl.load_workbook(out).sheetnames == [workbook.NOTES, "leases", workbook.LISTS]

    def test_a_file_that_is_there_is_kept_unless_forced(self, tmp_path, monkeypatch, capsys):
        out = tmp_path / "mine.xlsx"
        out.write_bytes(b"mine")
        code, _, err = self.run(monkeypatch, capsys, "sites", "--out", str(out))
        assert code == 1
        assert "--out mine.xlsx:\n  is there already, perhaps filled; name another file, or add --force" in err
        assert out.read_bytes() == b"mine"
        assert self.run(monkeypatch, capsys, "sites", "--out", str(out), "--force")[0] == 0
        assert out.read_bytes() != b"mine"

    def test_words_and_names_that_are_none(self, tmp_path):
        with pytest.raises(FeasibilityError) as error:
            write_template("lease", tmp_path / "t.xlsx", force=False)
        assert error.value.faults[0].startswith(
            "lease is no table of a study (did you mean leases?); write one of sites"
        )
        with pytest.raises(FeasibilityError) as error:
            write_template("leases", tmp_path / "no" / "t.csv", force=False)
        assert list(error.value.faults) == [
            "is no name of a workbook; end it in .xlsx",
            "names a folder, or lies in a folder that is not there; name a file in a folder that is",
        ]
        assert not list(tmp_path.iterdir())
