"""Runs of the small study compared: what differs, what changes, parts to the penny, and nothing of few people."""

import hashlib
import json
import re
import shutil

import pandas as pd
import pytest

from feasibility import business_case, listing, tables
from feasibility import run as running
from feasibility.errors import InputError
from feasibility.publication import manifest
from feasibility.scenario.publication import Publication
from feasibility.tables.comparing import ALL_ORDERS, COMPARING
from tests.compare.conftest import doctored, lean
from tests.publication.held_page import held_by_its_head, held_by_keyboard, held_on_paper, held_on_screen

SITES, DISCOUNT = "files.sites", "costs.discount_rate_share"
NOTHING, BEST = "do-nothing", "hall-w--apart"


def table(folder, name):
    return pd.read_csv(folder / f"{name}.csv", dtype={"run_id": str}, keep_default_na=False, na_values=[""])


def text(folder, name):
    return pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)


def pence(pounds):
    return round(float(pounds) * 100)


@pytest.fixture(scope="module")
def said():
    return []


@pytest.fixture(scope="module")
def compared(world, runs, said, tmp_path_factory):
    return world.compare(tmp_path_factory.mktemp("out"), runs["base"], runs["dearer"], say=said.append)


def test_the_folder_is_called_by_its_runs_and_whole(compared, runs):
    ids = [runs[name].name.removesuffix("-exempt") for name in ("base", "dearer")]
    assert compared.name == f"compare-{hashlib.sha256(json.dumps(ids).encode()).hexdigest()[:12]}-exempt"
    assert {path.name for path in compared.iterdir()} == {f"{name}.csv" for name in COMPARING} | {"compare.html"}
    assert [path.name for path in compared.parent.iterdir()] == [compared.name]
    for name, schema in COMPARING.items():
        assert list(table(compared, name).columns) == list(tables.headings(schema))


def test_steps_and_their_time_are_told_before_they_begin(said):
    # two inputs: 4 steps, 2 of them the ends, which measured journeys to the sites of either file
    assert any(line.startswith("Explaining run 2 against run 1: 2 further steps, 0 with journeys") for line in said)
    assert said[-1] == "Writing the comparison"


def test_every_input_that_differs_is_listed_and_no_other(compared):
    inputs = text(compared, "inputs")
    values = inputs.set_index(["input", "run"])["value"]
    assert [values[(DISCOUNT, run)] for run in "12"] == ["0.035", "0.06"]
    assert values[(SITES, "1")].startswith("sites.csv (")
    assert values[(SITES, "2")].startswith("dearer.csv (")
    # the three rents are figures of that file; nothing else differs
    rents = [f"sites.{site}.rent_gbp_per_m2_per_year" for site in ("hall-w", "hall-e", "mid")]
    assert sorted(inputs["input"]) == sorted(2 * [DISCOUNT, SITES, *rents])
    assert [values[(rents[0], run)] for run in "12"] == ["100", "130"]
    assert set(inputs.loc[inputs["input"] == DISCOUNT, "status"]) == {"assumed"}


def test_outputs_are_those_the_runs_published(compared, runs):
    outputs = table(compared, "outputs").set_index("run")
    for place, name in enumerate(runs, start=1):
        options = pd.read_csv(runs[name] / "tables" / "options.csv")
        row, best = outputs.loc[place], options.iloc[0]
        assert (row["scenario"], f"{row['run_id']}-exempt") == (name, runs[name].name)
        assert row["best_total_gbp"] == best["total_npc_gbp"]
        assert row["gap_gbp"] == options["above_best_gbp"].iloc[1]
        assert row["do_nothing_rank"] == options.set_index("option_id").at[NOTHING, "rank"]
        # do-minimum costs what doing nothing costs in this study, and is far behind
        assert row["near_ties"] == (options["verdict"] == "near-tie").sum() == 1
        assert row["options_had"] == (options["verdict"] != tables.CANNOT_BE_HAD).sum()
        assert pence(row["change_gbp"]) == pence(best["total_npc_gbp"]) - pence(outputs.at[1, "best_total_gbp"])
        assert bool(row["same_best"])
    compared_options = table(compared, "options_compared")
    assert len(compared_options) == sum(len(pd.read_csv(folder / "tables" / "options.csv")) for folder in runs.values())
    changes = compared_options[compared_options["option_key"] == NOTHING].set_index("run")["change_gbp"]
    assert pence(changes[1]) == 0


def test_parts_sum_to_the_change_of_published_totals_to_the_penny(compared, runs):
    options = table(compared, "explained_options")
    parts = table(compared, "explained")
    assert set(options["way"]) == {ALL_ORDERS}
    assert options["reason"].isna().all()
    assert {NOTHING, BEST} <= set(options["option_key"])
    folders = dict(enumerate(runs.values(), start=1))
    for row in options.to_dict("records"):
        mine = parts[(parts["run"] == row["run"]) & (parts["option_key"] == row["option_key"])]
        published = [
            pd.read_csv(folders[place] / "tables" / "options.csv")
            .set_index("option_id")
            .at[row["option_key"], "total_npc_gbp"]
            for place in (1, row["run"])
        ]
        assert sum(map(pence, mine["change_gbp"])) == pence(published[1]) - pence(published[0])
        assert len(mine) == 2


def test_shares_are_the_mean_of_both_orders(compared):
    steps, explained = text(compared, "steps"), text(compared, "explained")
    for option in (BEST, NOTHING):
        totals = steps[steps["option_key"] == option].set_index("changed")["total_npc_gbp"]
        none, sites, rate, both = (pence(totals[key]) for key in ("", SITES, DISCOUNT, f"{SITES} {DISCOUNT}"))
        # dearer rents are discounted harder: the two add less together than each alone
        assert both - none < (sites - none) + (rate - none)
        parts = explained[explained["option_key"] == option].set_index("input")["change_gbp"]
        # the file first, or after the rate
        assert pence(parts[SITES]) == pytest.approx(((sites - none) + (both - rate)) / 2, abs=0.5)
        assert pence(parts[DISCOUNT]) == pytest.approx(((rate - none) + (both - sites)) / 2, abs=0.5)


def test_a_step_is_what_a_run_of_those_inputs_would_audit(compared, world):
    """Another file of sites alone, worked out from a scenario of its own."""
    scenario = (world.study.folder / "dearer.toml").read_text(encoding="utf-8")
    alone = world.study.folder / "alone.toml"
    alone.write_text(scenario.replace("discount_rate_share = 0.06", ""), encoding="utf-8")
    asked, listed = listing.worked_out(running.check(alone, world.cache, lambda _: None))
    accounts, _ = business_case.audited(listed.sound, asked)
    totals = accounts.costs.groupby("option_id")["npc_gbp"].sum()
    steps = text(compared, "steps").query(f"changed == '{SITES}'").set_index("option_key")
    assert set(steps.index) >= {BEST, NOTHING}
    for option, row in steps.iterrows():
        assert pence(row["total_npc_gbp"]) == round(totals[option] * 100)


def test_the_same_runs_give_the_same_bytes(compared, world, runs, tmp_path):
    first, again = compared, world.compare(tmp_path, runs["base"], runs["dearer"])
    assert first.name == again.name
    assert {p.name for p in first.iterdir()} == {p.name for p in again.iterdir()}
    for path in first.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name


def test_the_page_asks_no_host_and_names_no_machine(compared, world):
    page = (compared / "compare.html").read_text(encoding="utf-8")
    assert not re.search(r"(src|href)=[\"'](?!#|data:,)", page)
    assert "http" not in page.replace("http-equiv", "")
    assert page.count("<table") == page.count("<caption") == 4 + 2  # found, margins, inputs, options; parts of two
    assert 'scope="col"' in page
    assert "Runs 1 and 2: best is West Hall (apart)." in page
    for path in compared.iterdir():
        assert str(world.study.folder) not in path.read_text(encoding="utf-8")


def test_nothing_of_areas_or_of_counts_of_staff_is_published(compared):
    columns = {name: set(table(compared, name).columns) for name in COMPARING}
    for name in set().union(*columns.values()):
        assert not re.search(r"area|heads|staff|employer|worse|better", name), name
    for path in compared.iterdir():
        assert not re.search(r"\bBR\d ?\d[A-Z]{2}\b", path.read_text(encoding="utf-8")), path.name


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_for_every_reader(opened, axe, compared, width):
    driver = opened((compared / "compare.html").read_text(encoding="utf-8"))
    held_on_screen(driver, axe, width)
    held_by_its_head(driver)


@pytest.mark.browser
def test_every_sheet_of_exempt_runs_is_marked(opened, compared):
    driver = opened((compared / "compare.html").read_text(encoding="utf-8"))
    held_by_keyboard(driver)
    held_on_paper(driver, Publication().exempt_words)


def test_pounds_of_other_years_are_shown_and_never_subtracted(world, runs, tmp_path):
    title, bad = 'title = "A small study"', 'title = "<script>alert(1)</script>"'
    later = doctored(
        runs["base"], tmp_path / "later" / "0123456789ab",
        change=lambda toml: toml.replace("price_base_year = 2010", "price_base_year = 2011").replace(title, bad),
    )  # fmt: skip
    folder = world.compare(tmp_path, runs["base"], later)
    outputs = text(folder, "outputs").set_index("run")
    assert outputs.at["2", "best_total_gbp"] == outputs.at["1", "best_total_gbp"]
    assert outputs.at["2", "change_gbp"] == ""
    assert (text(folder, "options_compared").query("run == '2'")["change_gbp"] == "").all()
    assert (text(folder, "explained_options")["change_gbp"] == "").all()
    assert text(folder, "explained").empty
    assert text(folder, "steps").empty
    page = (folder / "compare.html").read_text(encoding="utf-8")
    assert "its pounds are of 2011 and those of run 1 of 2010" in page
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def with_staff(runs, world, into, people):
    """The base as if its staff file had been another, in which so many come in on three days instead of four."""
    rows = (world.study.folder / "staff.csv").read_text(encoding="utf-8").splitlines()
    path = world.study.folder / f"staff-{people}.csv"
    fewer = [row.replace(",4,car", ",3,car") for row in rows[1 : people + 1]]
    path.write_text("\n".join([rows[0], *fewer, *rows[people + 1 :]]) + "\n", encoding="utf-8")
    inputs = json.loads((runs["base"] / "manifest.json").read_text(encoding="utf-8"))["inputs"]
    return doctored(
        runs["base"], into, inputs=inputs | {"staff": {"sha256": manifest.checksum(path)}},
        change=lambda toml: toml.replace('"staff.csv"', f'"{path.name}"'),
    )  # fmt: skip


def test_runs_that_differ_in_one_person_are_shown_without_figures_to_subtract(world, runs, tmp_path):
    one, all_12 = (with_staff(runs, world, tmp_path / f"s{n}" / f"{n:012d}", n) for n in (1, 12))
    folder = world.compare(tmp_path, runs["base"], one, all_12)
    outputs = text(folder, "outputs").set_index("run")
    assert "fewer than 10" in outputs.at["2", "held_back"]
    for column in ("best_total_gbp", "gap_gbp", "change_gbp", "do_nothing_gap_gbp", "travel_change_minutes_mean"):
        assert outputs.at["2", column] == "", column
    assert outputs.at["2", "best"] != ""
    rows = text(folder, "options_compared").query("run == '2'")
    assert (rows[["total_npc_gbp", "change_gbp"]] == "").all(axis=None)
    assert (rows["rank"] != "").all()
    assert not (text(folder, "steps")["run"] == "2").any()
    explained = text(folder, "explained_options").set_index("run")
    assert (explained.loc["2", ["first_total_gbp", "total_gbp", "change_gbp"]] == "").all(axis=None)
    assert "fewer than 10 of them" in (folder / "compare.html").read_text(encoding="utf-8")
    # twelve of twelve differ in the third: nobody stands out
    assert outputs.at["3", "held_back"] == ""
    assert outputs.at["3", "change_gbp"] != ""
    # its totals are doctored and not those of that file, so it cannot be repeated, and that is said
    assert explained.loc["3", "reason"].str.contains("could not be repeated").any()


def test_files_about_people_that_are_not_at_hand_hide_figures(world, runs, tmp_path):
    inputs = json.loads((runs["base"] / "manifest.json").read_text(encoding="utf-8"))["inputs"]
    other = doctored(runs["base"], tmp_path / "x" / "0123456789ab", inputs=inputs | {"staff": {"sha256": "0" * 64}})
    outputs = text(world.compare(tmp_path, runs["base"], other), "outputs").set_index("run")
    assert "not at hand" in outputs.at["2", "held_back"]
    assert outputs.at["2", "best_total_gbp"] == ""


def test_a_do_minimum_without_cost_is_no_rival_of_doing_nothing(world, runs, tmp_path):
    """Doing nothing made the best: what is next is another option, however equal do-minimum is."""
    folder = shutil.copytree(runs["base"], tmp_path / "stay" / "x")
    options = pd.read_csv(folder / "tables" / "options.csv", dtype=str, keep_default_na=False)
    staying = options["option_id"].isin(["do-nothing", "do-minimum"])
    assert len(set(options.loc[staying, "total_npc_gbp"])) == 1
    options = pd.concat([options[staying], options[~staying]])
    options["rank"] = [str(place) for place in range(1, len(options) + 1)]
    options["verdict"] = ["best", "near-tie", *["behind"] * (len(options) - 2)]
    options.to_csv(folder / "tables" / "options.csv", index=False)
    stay = doctored(folder, tmp_path / "stay" / "0123456789ab", packages={"feasibility": "0"})
    outputs = text(world.compare(tmp_path, runs["base"], stay), "outputs").set_index("run")
    assert outputs.at["2", "best_key"] == NOTHING
    assert outputs.at["2", "next"] == options["option"].iloc[2]
    assert outputs.at["2", "near_ties"] == "0"


def test_public_runs_are_taken_apart_in_thousands(world, tmp_path):
    """Every step is rounded as the runs are: parts add up to the change that is shown, and tell nothing finer."""
    with lean():
        public = [
            world.run("open", edition="public"),
            world.run("open-rate", edition="public", costs={"discount_rate_share": 0.06}),
        ]
    folder = world.compare(tmp_path, *public)
    assert not folder.name.endswith("-exempt")
    steps, options, parts = (table(folder, name) for name in ("steps", "explained_options", "explained"))
    assert (steps["total_npc_gbp"] % 1000 == 0).all()
    assert options["reason"].isna().all()
    for row in options.to_dict("records"):
        mine = parts[parts["option_key"] == row["option_key"]]
        assert pence(mine["change_gbp"].sum()) == pence(row["total_gbp"]) - pence(row["first_total_gbp"])


def test_an_exempt_comparison_is_marked_and_a_mixed_one_refused(compared, world, runs, tmp_path):
    assert "Exempt from publication" in (compared / "compare.html").read_text(encoding="utf-8")
    mixed = doctored(runs["dearer"], tmp_path / "dearer" / "000000000001", edition="public")
    with pytest.raises(InputError, match="name folders of one edition"):
        world.compare(tmp_path, runs["base"], mixed)
