"""Every fault of a scenario at once: where, what was found and what to write."""

from collections.abc import Callable

import pytest

from tests.inputs.officer import only
from tests.inputs.study import Study


def test_a_sound_study_checks(study, tell):
    told = tell("check")
    assert told.code == 0, told.err
    assert "Staff: 12 placed" in told.out
    assert "Border 10.0 km" in told.out  # the squares meet along 165 to 175 km north


def test_every_fault_of_a_scenario_at_once(study, tell):
    study.state("boundary", corridor_km="3 km", corridr_km=1).state("travel", corridor_km=3)
    study.state("seats", handling_time_seconds="4 minutes", take_up_share=True, queue="poled")
    study.state("costs", discount_rate_share=3.5, period_years=10.5, fit_out_spread_shares=[0.5, "x"])
    study.state("options", sites_open_min=2, sites_open_max=1, near_tie_share="x").state("boundry", corridor_km=3)
    study.state("authority.Bex", name="Other", code="W1", contacts_per_year=-1, contact_per_year=1)
    study.state("files", sites="gone.csv", staff="..\\staff.csv", areas=5)
    told = tell()
    assert told.code == 1
    assert "\nstudy.toml:\n" in told.err
    expected = [
        'authority.Bex: found the text "Bex"; use small letters, digits and hyphens, such as bex',
        "authority.Bex.contacts_per_year: found -1; must be above 0",
        "authority.Bex.contact_per_year: not a known setting (did you mean contacts_per_year?)",
        "files.areas: found 5; write a file path in quotes",
        'boundary.corridor_km: found the text "3 km"; write a number, without quotes or unit (kilometres)',
        "boundary.corridr_km: not a known setting (did you mean corridor_km?)",
        'seats.handling_time_seconds: found the text "4 minutes"; write a number, without quotes or unit (seconds)',
        "seats.take_up_share: found true; write a number, without quotes or unit (a share, so 5 % is 0.05)",
        "seats.queue: found the text \"poled\"; must be one of 'erlang-c' or 'erlang-a'",
        "travel.corridor_km: not a known setting here; it belongs in [boundary]",
        "costs.period_years: found 10.5; write a whole number, without quotes or unit",
        "costs.discount_rate_share: found 3.5; must be 1 or less (a share, so 5 % is 0.05)",
        'costs.fit_out_spread_shares (entry 2): found the text "x"; write a number, without quotes or unit (shares, so '
        "5 % is 0.05)",
        "options.sites_open_max: found 1, below sites_open_min (2); the minimum must not exceed the maximum",
        'options.near_tie_share: found the text "x"; write a number, without quotes or unit (a share, so 5 % is 0.05)',
        "boundry: not a known section (did you mean boundary?)",
        "files.sites: gone.csv is not there; check the path, which starts at the scenario's own folder",
        "files.staff: ..\\staff.csv is not there; check the path, which starts at the scenario's own folder; write "
        "paths with forward slashes",
    ]
    assert sorted(told.faults) == sorted(expected)


def test_a_unit_too_small_is_above_the_bound(study, tell):
    study.state("boundary", corridor_km=3000)
    only(tell(), "boundary.corridor_km: found 3000; must be 100 or less (kilometres)")


@pytest.mark.parametrize("value", ["nan", "inf", "-inf"])
def test_numbers_that_are_none(study, tell, value):
    study.text("study.toml", lambda t: t.replace("[boundary]", f"[boundary]\ncorridor_km = {value}"))
    only(tell(), f"boundary.corridor_km: found {value}; write a number that is neither infinite nor nan")


def test_authorities_must_be_told_apart(study, tell):
    study.state("authority.east", code="W1", name="West").state(
        "authority.all", name="All", code="A", contacts_per_year=1
    )
    only(tell(), "authority: the id all", "share the code W1", "share the name West")


def spoiled(study: Study, change: Callable[[bytes], bytes]) -> None:
    study.scenario.write_bytes(change(study.scenario.read_bytes()))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            b"[boundary]",
            b"[boundary]\ncorridor_km = 3 km",
            "found corridor_km = 3 km; this is not valid TOML: a number",
        ),
        (b"[boundary]", b"[boundary]\n[boundary]", "this section stands twice"),
        (b"as_at", b'title = "x"\nas_at', "this setting stands twice; keep one"),
        (b'"sites.csv"', b'"..\\data\\sites.csv"', "write paths with forward slashes"),
        (b"[boundary]", b"[boundary]\npresent_centres_exempt = True", "true or false in small letters"),
        (b'"A small study"', b"A small study", "text in quotes"),
        (b'"A small study"', b'"A small study', "a text in quotes must end on its line"),
        (b"title =", b"title:", "a setting such as corridor_km = 3.0"),
        (b"A small", b"A \xa3 small", "line 3: has a character that is not UTF-8; save the file as UTF-8"),
        (b"[boundary]", b"[boundary]\ncorridor_km = 1" + b"0" * 5000, "is not a scenario file"),
        (b"[boundary]", b"[boundary]\ncorridor_km = " + b"[" * 5000, "is not a scenario file"),
    ],
)
def test_what_is_not_toml(study, tell, old, new, says):
    spoiled(study, lambda content: content.replace(old, new, 1))
    only(tell(), says)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is not a text file"),
        ("title = 1".encode("utf-16"), "is saved as UTF-16; save it as UTF-8"),
    ],
)
def test_a_file_that_is_no_scenario(study, tell, content, says):
    spoiled(study, lambda _: content)
    only(tell(), says)


def test_an_empty_scenario_names_the_sections_it_needs(study, tell):
    spoiled(study, lambda _: b"")
    told = tell()
    assert [fault.split(":")[0] for fault in told.faults] == ["study", "authority", "files"]
    assert "add the section [authority.<id>]" in told.faults[1]


def test_a_scenario_with_a_byte_order_mark_and_windows_line_ends_is_read(study, tell):
    spoiled(study, lambda content: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    assert tell("check").code == 0


def test_a_folder_or_a_wrong_path(study, tell):
    only(tell(path=study.folder), "is a folder; name the scenario file in it (the folder holds study.toml)")
    only(tell(path=study.folder / "studi.toml"), "is not there; check the path (the folder holds study.toml)")


def test_the_staff_file_given_as_scenario_is_not_quoted(study, tell):
    study.text("staff.csv", lambda t: t.split("\n", 1)[1])  # without heading: the first line is a person
    told = tell(path=study.folder / "staff.csv")
    only(told, "line 1: is not valid TOML")
    assert "BR" not in told.err


def test_extends(study, tell):
    base, over = study.folder / "base.toml", study.folder / "over.toml"
    base.write_text('extends = "c.toml"', encoding="utf-8")
    over.write_text('extends = "base.toml"', encoding="utf-8")
    only(tell(path=over), "base.toml extends c.toml in its turn; extend one file that stands on its own")
    over.write_text('extends = "over.toml"', encoding="utf-8")
    only(tell(path=over), "extends: names this very file")
    over.write_text('extends = "gone.toml"', encoding="utf-8")
    only(tell(path=over), "extends: gone.toml is not there")
    over.write_text("extends = 5", encoding="utf-8")
    only(tell(path=over), "name one scenario file in quotes")
    study.state("boundary", corridor_km=-1)
    over.write_text('extends = "study.toml"\n[costs]\nperiod_years = 0\n', encoding="utf-8")
    assert tell(path=over).faults == [
        "study.toml: boundary.corridor_km: found -1; must be above 0 (kilometres)",
        "costs.period_years: found 0; must be 1 or more (years)",
    ]


def test_a_path_with_spaces_and_accents(study, tell):
    path = study.folder / "Étude deux (2).toml"
    path.write_bytes(study.scenario.read_bytes())
    assert tell("check", path=path).code == 0


def test_paths_that_name_no_file(study, tell):
    study.state("files", sites="", staff="a\x00b", areas=".")
    told = tell()
    assert told.code == 1
    assert [f.split(":", 1)[0] for f in told.faults] == ["files.sites", "files.staff", "files.areas"]
    assert "is blank; name a file" in told.faults[0]
