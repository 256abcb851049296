"""The sums of the workbook: by hand, against sums of the tables, and worked out anew by LibreOffice."""

import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from feasibility import tables
from feasibility.publication import workbook
from feasibility.publication.release import Release
from feasibility.publication.views.view import looked_into
from feasibility.publication.workbook import sums
from tests.publication.example_release import example_release
from tests.publication.example_sums import UNEVEN, WHOLE, exact, factor, rounded, span

SUMS = ["Settings", "Discount factors", "Cost sheet", "Net present cost"]
PENNY = 0.01
HOSTILE = ("=1+1", "+1+1", "-1-1", "@SUM(1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠A1", "=HYPERLINK(1)")


@dataclass(frozen=True)
class Book:
    release: Release
    path: Path
    formulas: Workbook
    figures: Workbook
    """The same with the figures that stand beside the formulas."""


def saved(release: Release, folder: Path) -> Book:
    """Of the tables that the sums rest on alone: LibreOffice takes its time over eighty sheets."""
    path = folder / "results.xlsx"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "PUBLISHED", {name: tables.PUBLISHED[name] for name in WHOLE})
        workbook.save(release, path)
    return Book(release, path, load_workbook(path), load_workbook(path, data_only=True))


@pytest.fixture(scope="module")
def exempt(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Its sites have names that mean harm."""
    release = exact()
    sites = release.tables["sites"].iloc[[0] * len(HOSTILE)].assign(name=list(HOSTILE)).reset_index(drop=True)
    return saved(replace(release, tables={**release.tables, "sites": sites}), tmp_path_factory.mktemp("exempt"))


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return saved(rounded(), tmp_path_factory.mktemp("public"))


@pytest.fixture(params=["exempt", "public"])
def edition(request: pytest.FixtureRequest) -> Book:
    return request.getfixturevalue(request.param)


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    head, *below = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in below]


def test_only_the_four_sheets_of_sums_hold_formulas(edition: Book):
    formulas = edition.formulas
    with_formulas = {s.title for s in formulas for row in s.iter_rows() for cell in row if cell.data_type == "f"}
    assert with_formulas == set(SUMS) - {"Settings"}
    assert formulas.sheetnames[1:5] == SUMS


def test_the_cost_sheet_has_the_figures_of_the_table_of_costs(edition: Book):
    release, figures = edition.release, edition.figures
    costs = release.tables["costs"].set_index(["option_id", "line"])
    shown = rows(figures["Cost sheet"])
    chosen = set(looked_into(release)["option_id"])
    assert len(shown) == release.tables["costs"]["option_id"].isin(chosen).sum() > 0
    for row in shown:
        of_line = costs.loc[[(row["Option id"], row["Line"])]]
        given = (row["Real (£)"], row["Bias added (£)"], row["VAT added (£)"], row["Cash (£)"], row["Present cost (£)"])
        names = ["real_gbp", "bias_gbp", "vat_gbp", "cash_gbp", "npc_gbp"]
        assert any(tuple(line) == pytest.approx(given, abs=PENNY / 2) for line in of_line[names].to_numpy())


def test_totals_are_those_of_the_ranking_and_sums_of_the_lines(edition: Book):
    release, figures = edition.release, edition.figures
    options = release.tables["options"].set_index("option_id")
    lines = release.tables["costs"]
    for row in rows(figures["Net present cost"]):
        mine = lines[lines["option_id"] == row["Option id"]]
        travel = mine["kind"] == "travel"
        assert row["Resources (£)"] == pytest.approx(mine.loc[~travel, "npc_gbp"].sum(), abs=PENNY)
        assert row["Staff travel (£)"] == pytest.approx(mine.loc[travel, "npc_gbp"].sum(), abs=PENNY)
        occupancy = mine.loc[(mine["group"] == "occupancy") & ~travel, "npc_gbp"].sum()
        assert row["Occupancy (£)"] == pytest.approx(occupancy, abs=PENNY)
        total = options.loc[row["Option id"], "total_npc_gbp"]
        assert row["Net present social cost (£)"] == pytest.approx(total, abs=PENNY)
        assert row["Cash (£)"] == pytest.approx(options.loc[row["Option id"], "cash_gbp"], abs=PENNY)
        assert row["Total: difference (£)"] == row["Cash: difference (£)"] == 0


def test_every_step_of_an_even_line_is_a_formula(exempt: Book):
    told, row = (
        next(r for r in rows(book["Cost sheet"]) if (r["Option id"], r["Line"]) == ("single-kings-house", "Fit-out"))
        for book in (exempt.formulas, exempt.figures)
    )
    amounts = ("Quarters", "Real (£)", "Bias added (£)", "VAT added (£)", "Cash (£)", "Mean discount factor")
    assert all(str(told[name]).startswith("=") for name in (*amounts, "Present cost (£)"))
    assert row["Figures of the run"] == "none"
    assert (row["Place"], row["Paid by"], row["Unit"]) == (
        HOSTILE[-1],
        "Shared",
        "m²",
    )  # its site has several names here
    assert (row["Quarters"], row["Times the rate is paid"]) == (2, 1)  # April to September 2010, paid once
    assert row["Real (£)"] == 240_000  # 600 m² x £400
    assert (row["Optimism bias (%)"], row["Bias added (£)"]) == (0.25, 60_000)
    assert (row["VAT lost (%)"], row["VAT added (£)"], row["Cash (£)"]) == (0.05, 12_000, 312_000)
    assert row["Present cost (£)"] == pytest.approx(300_000)  # all in year 0


def test_an_uneven_line_says_what_stands_as_the_run_gave_it(exempt: Book):
    told, row = (
        next(r for r in rows(book["Cost sheet"]) if (r["Option id"], r["Line"]) == (UNEVEN[0], "Rent"))
        for book in (exempt.formulas, exempt.figures)
    )
    assert row["Times the rate is paid"] == told["Times the rate is paid"] == pytest.approx(8.5)
    assert row["Figures of the run"] == "Times, mean discount factor"
    paid = span("2011-12 Q3", "2019-20 Q4")  # 34 quarters
    assert row["Mean discount factor"] == pytest.approx(sum(map(factor, paid)) / 34)
    assert row["Real (£)"] == pytest.approx(600 * 120 * 8.5)
    assert str(told["Present cost (£)"]).startswith("=")


def test_the_public_edition_follows_what_it_can_and_rounds_as_it_does(public: Book):
    told, shown = rows(public.formulas["Cost sheet"]), rows(public.figures["Cost sheet"])
    merged = [row for row in shown if row["Basis"] == "exempt"]
    assert merged
    assert all(row["Quantity"] is None and row["Rate (£ a unit)"] is None for row in merged)
    assert all("Real" in str(row["Figures of the run"]) for row in merged if row["Real (£)"])
    assert any(str(row["Present cost (£)"]).startswith("=ROUND(") for row in told)
    assert all(row["Present cost (£)"] % 1000 == 0 for row in shown)


def test_discount_factors_are_those_of_the_rates(edition: Book):
    formulas, figures = edition.formulas, edition.figures
    shown = rows(figures["Discount factors"])
    assert len(shown) == 40
    assert {row["Discount factor"] for row in shown[:4]} == {1}
    assert shown[39]["Discount factor"] == pytest.approx(1.035**-9)
    assert formulas["Discount factors"]["D2"].value.startswith("=1/((1+discount_rate)^MIN(C2,discount_step_year)")


def test_names_lead_to_tables_and_settings(edition: Book):
    release, formulas, figures = edition.release, edition.formulas, edition.figures
    sheet, cell = next(formulas.defined_names["discount_rate"].destinations)
    assert figures[sheet][cell].value == release.tables["cases"]["discount_rate_share"].iloc[0]
    sheet, cells = next(formulas.defined_names["options"].destinations)
    assert len(figures[sheet][cells]) == len(release.tables["options"]) + 1
    assert {"costs", "discount_rate_after_30", "price_base_year", "quarters"} <= set(formulas.defined_names)


def test_a_release_without_cases_has_no_sums():
    release = example_release()
    assert sums.sheets(replace(release, tables={**release.tables, "cases": release.tables["cases"].iloc[:0]})) == ()


def calc() -> str:
    """Where LibreOffice is, if its spreadsheet part is there too."""
    found = shutil.which("soffice")
    if found is None or not list(Path(found).resolve().parent.glob("*sclo*")):
        pytest.skip("LibreOffice Calc is not installed")
    return found


def without_figures(source: Path, target: Path) -> None:
    """A copy in which no formula has a figure beside it, so that whoever opens it must work them out."""
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(target, "w") as bare:
        for part in whole.namelist():
            bare.writestr(part, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", whole.read(part)))


def test_libreoffice_works_out_the_same_figures_and_shows_hostile_text_as_text(exempt: Book, tmp_path: Path):
    soffice = calc()
    without_figures(exempt.path, tmp_path / "bare.xlsx")
    profile, out = (tmp_path / "profile").as_uri(), tmp_path / "out"
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run([*command, str(out), str(tmp_path / "bare.xlsx")], check=True, capture_output=True, timeout=300)
    anew = load_workbook(out / "bare.xlsx", data_only=True)
    count = 0
    for sheet in SUMS:
        for row in exempt.formulas[sheet].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    count += 1
                    mine, theirs = (book[sheet][cell.coordinate].value for book in (exempt.figures, anew))
                    assert theirs == pytest.approx(mine, abs=PENNY / 2), (sheet, cell.coordinate, cell.value)
    assert count > 200  # 21 lines with up to 7 steps, 40 quarters, 5 options
    again = load_workbook(out / "bare.xlsx")["Sites"]
    shown = [again.cell(row, 2) for row in range(2, len(HOSTILE) + 2)]
    assert {cell.data_type for cell in shown} == {"s"}
    assert [str(cell.value).strip() for cell in shown] == [text.strip() for text in HOSTILE]
