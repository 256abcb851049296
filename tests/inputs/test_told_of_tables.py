"""Files that are not what they say, and those that Excel saves in its own way."""

import csv
import io

import openpyxl
import pytest

from tests.inputs.officer import only, with_decimal_commas
from tests.inputs.study import written


def test_several_missing_files_and_a_fault_in_a_present_one_come_together(study, tell):
    study.state("files", sites="a.csv", staff="b.csv", roads="c.json").cell("assumptions.csv", 2, "status", "guess")
    told = tell()
    assert told.code == 1
    assert [fault.split(" is not there")[0] for fault in told.faults[:3]] == [
        "files.sites: a.csv",
        "files.staff: b.csv",
        "files.roads: c.json",
    ]
    assert told.faults[3:] == [
        'assumptions.csv: row 2, column status: found "guess"; must be one of sourced, assumed, illustrative'
    ]


def as_workbook(content: bytes) -> bytes:
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(content.decode())):
        book.active.append([float(cell) if cell.replace(".", "", 1).isdigit() else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("role", ["sites", "staff"])
@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("x.csv", as_workbook, "is an Excel or zip file under a .csv name"),
        ("x.xlsx", lambda c: c, "is not an Excel workbook although it is called .xlsx"),
        ("x.xlsx", lambda c: b"PK\x03\x04 no workbook", "cannot be read as an Excel workbook"),
        ("x.xlsx", lambda c: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is protected by a password, or an old .xls"),
        ("x.txt", lambda c: c, "is a .txt file; give a .csv or an .xlsx file"),
        ("x.csv", lambda c: b"", "is empty"),
        ("x.csv", lambda c: b"\n\n , \n", "is empty"),
        ("x.csv", lambda c: c.split(b"\n")[0], "has a heading but no records under it"),
        ("x.csv", lambda c: c.decode().encode("utf-16"), "UTF-16"),
        ("x.csv", lambda c: b"\x89PNG\x00\x00", "is not a text file"),
        ("x.csv", lambda c: b"<html>", "begins like JSON, XML or HTML"),
        ("x.csv", lambda c: c.replace(b"\n", b'\n"', 1), "a quotation mark is opened and not closed"),
        (
            "x.csv",
            lambda c: c.replace(b"s12,", b"s12,x,").replace(b"mid,", b"mid,x,x,"),
            "has more cells than the heading",
        ),
        ("x.csv", lambda c: c.replace(b"staff_id", b"employer").replace(b"site_id", b"name"), "columns A and B"),
        ("x.csv", lambda c: b"\n".join(line + b",y" for line in c.split()), "is not a known column; take it out"),
    ],
)
def test_a_table_that_is_not_what_it_says(study, tell, role, name, change, says):
    (study.folder / name).write_bytes(change((study.folder / f"{role}.csv").read_bytes()))
    study.state("files", **{role: name})
    told = tell()
    assert told.code == 1
    assert any(fault.startswith(f"{name}: ") and says in fault for fault in told.faults), told.err


@pytest.mark.parametrize("role", ["sites", "staff"])
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("x.xlsx", as_workbook),
        ("x.csv", lambda c: b"\xef\xbb\xbf" + c.replace(b"\n", b"\r\n")),
        ("x.csv", lambda c: b"\n" + c.replace(b"\n", b"\n\n,,,\n")),
        ("x.csv", lambda c: c.replace(b"West Hall", b"West \xa3 Hall").replace(b"s1,", b"s\xe9,")),
        ("x.csv", lambda c: written(list(csv.reader(io.StringIO(c.decode()))), "\t").encode()),
        ("x.csv", lambda c: written(with_decimal_commas(c), ";").encode()),
    ],
)
def test_a_table_as_excel_may_save_it_is_read(study, tell, role, name, change):
    (study.folder / name).write_bytes(change((study.folder / f"{role}.csv").read_bytes()))
    study.state("files", **{role: name})
    told = tell("check")
    assert told.code == 0, told.err
    assert "3 of 3 sites" in told.out
    assert "Staff: 12 placed" in told.out


def test_a_comma_that_may_mean_thousands_is_refused(study, tell):
    table = with_decimal_commas((study.folder / "sites.csv").read_bytes())
    table[1][table[0].index("nia_m2")] = "1,250"  # 1.25 or 1250
    (study.folder / "sites.csv").write_text(written(table, ";"), encoding="utf-8")
    only(tell(), "sites.csv: row 2, column J: a comma before three digits may mark decimals or thousands")
