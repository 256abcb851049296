import csv
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from feasibility import tables
from feasibility.errors import InputError
from feasibility.publication import csvs
from feasibility.publication.release import Release
from tests.publication.example_release import SUPPRESSED_AREA, example_release


def with_table(release: Release, name: str, table: pd.DataFrame) -> Release:
    return replace(release, tables={**release.tables, name: table})


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_is_written_with_its_columns_in_order(tmp_path: Path):
    release = example_release()
    csvs.save(release, tmp_path)
    assert sorted(path.stem for path in tmp_path.iterdir()) == sorted(tables.PUBLISHED)
    for name in tables.PUBLISHED:
        rows = read(tmp_path / f"{name}.csv")
        assert len(rows) == len(release.tables[name])
        assert list(rows[0]) == list(release.tables[name].columns)


def test_figures_read_back_to_the_penny(tmp_path: Path):
    release = example_release()
    csvs.save(release, tmp_path)
    written = pd.read_csv(tmp_path / "options.csv")
    for column in ("resource_npc_gbp", "travel_npc_gbp", "total_npc_gbp", "cash_gbp"):
        assert written[column].tolist() == pytest.approx(release.tables["options"][column].tolist(), nan_ok=True)
    # King's House: 620,000 + 300,000 of resources and 275,000 of travel
    assert read(tmp_path / "options.csv")[0]["total_npc_gbp"] == "1195000.00"


def test_suppressed_cells_are_blank(tmp_path: Path):
    csvs.save(example_release(), tmp_path)
    hidden = [row for row in read(tmp_path / "area_changes.csv") if row["area_id"] == SUPPRESSED_AREA]
    assert hidden
    assert {(row["heads"], row["change_minutes_mean"], row["suppressed"]) for row in hidden} == {("", "", "true")}


def test_bytes_are_the_same_twice_with_line_feeds_only(tmp_path: Path):
    for run in ("one", "two"):
        (tmp_path / run).mkdir()
        csvs.save(example_release(), tmp_path / run)
    for name in tables.PUBLISHED:
        first = (tmp_path / "one" / f"{name}.csv").read_bytes()
        assert first == (tmp_path / "two" / f"{name}.csv").read_bytes()
        assert b"\r" not in first


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-rent", "@SUM(A1)", "\tx", "\rx", "＝1"])
def test_text_that_a_spreadsheet_would_run_is_guarded(tmp_path: Path, text: str):
    release = example_release()
    sites = release.tables["sites"].assign(notes=text)
    csvs.save(with_table(release, "sites", sites), tmp_path)
    rows = read(tmp_path / "sites.csv")
    assert rows[0]["notes"] == f"'{text}".replace("\r", "\n")  # every break in a cell is a line feed
    assert len(rows) == len(sites)


@pytest.mark.parametrize("text", ["-0.5", "+3", "a = b", "", "0.035"])
def test_plain_numbers_and_plain_text_are_left_as_they_are(text: str):
    assert csvs.guarded(text) == text


def test_a_table_that_breaks_its_schema_is_not_written(tmp_path: Path):
    release = example_release()
    broken = release.tables["options"].assign(rank=0)
    with pytest.raises(InputError, match="rank"):
        csvs.save(with_table(release, "options", broken), tmp_path)
    assert not (tmp_path / "options.csv").exists()
