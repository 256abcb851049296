"""Two run folders side by side: what tells of few people is named, and what does not is not."""

import json

import pandas as pd
import pytest

from feasibility.publication.disclosure import between_runs

STAFF = {"staff": {"sha256": "a" * 64}, "sites": {"sha256": "s" * 64, "file": "sites.csv"}}


@pytest.fixture
def folder(tmp_path):
    """Writes a run folder: heads and mean minutes before of home areas, one option."""

    def write(name, areas, *, staff="a", title="A study", edition="public", least=10):
        place = tmp_path / "outputs" / name / f"run-{name}"
        (place / "tables").mkdir(parents=True)
        inputs = STAFF | {"staff": {"sha256": staff * 64}}
        said = {"title": title, "edition": edition, "suppression_heads_min": least, "inputs": inputs}
        (place / "manifest.json").write_text(json.dumps(said), encoding="utf-8")
        rows = [{"option_id": "stay", "area_id": area, "heads": heads, "change_minutes_mean": 0.0,
                 "before_minutes_mean": minutes, "worse_15_share": 0.0, "suppressed": pd.isna(heads)}
                for area, (heads, minutes) in areas.items()]  # fmt: skip
        pd.DataFrame(rows).to_csv(place / "tables" / "area_changes.csv", index=False)
        return place

    return write


def test_the_same_staff_tell_no_more_in_two_runs(folder):
    one, two = folder("one", {"a": (15, 20)}), folder("two", {"a": (15, 23)})
    assert between_runs.faults(one, two) == ()


def test_a_group_of_nearly_the_same_staff_whose_figures_moved_is_named(folder):
    one = folder("one", {"a": (15, 20), "b": (25, 30), "c": (40, 20)})
    two = folder("two", {"a": (15, 23), "b": (25, 30), "c": (60, 25)}, staff="b")
    # a: as many, and three minutes more; b: nothing moved; c: twenty people more hide any one of them
    (fault,) = between_runs.faults(one, two)
    assert "home area a" in fault
    assert "fewer than 10" in fault


@pytest.mark.parametrize(("heads", "faults"), [(20, 1), (25, 1), (30, 0)])
def test_counts_in_fives_hide_up_to_one_step_more(folder, heads, faults):
    # 15 may be 17 and 25 may be 23, six apart; 30 is 28 at least, eleven more
    one, two = folder("one", {"a": (15, 20)}), folder("two", {"a": (heads, 21)}, staff="b")
    assert len(between_runs.faults(one, two)) == faults


def test_exact_counts_are_taken_as_they_are(folder):
    one = folder("one", {"a": (15, 20)}, edition="exempt", least=5)
    near = folder("near", {"a": (19, 21)}, staff="b", edition="exempt", least=5)
    far = folder("far", {"a": (20, 21)}, staff="c", edition="exempt", least=5)
    assert len(between_runs.faults(one, near)) == 1
    assert between_runs.faults(one, far) == ()


def test_what_is_suppressed_in_either_tells_nothing(folder):
    one = folder("one", {"a": (None, None)})
    two = folder("two", {"a": (15, 23)}, staff="b")
    assert between_runs.faults(one, two) == ()


def test_another_threshold_joins_other_areas_of_the_same_staff(folder):
    one, two = folder("one", {"a": (15, 20)}), folder("two", {"a": (15, 23)}, least=15)
    assert len(between_runs.faults(one, two)) == 1


def test_siblings_are_runs_of_the_same_study_and_edition(folder):
    mine = folder("mine", {"a": (15, 20)})
    same = folder("same", {"a": (15, 23)}, staff="b")
    folder("other", {"a": (15, 23)}, staff="b", title="Another study")
    folder("exempt", {"a": (15, 23)}, staff="b", edition="exempt")
    (mine.parents[1] / "broken" / "run").mkdir(parents=True)
    (mine.parents[1] / "broken" / "run" / "manifest.json").write_text("[]", encoding="utf-8")
    assert between_runs.siblings(mine) == (same.resolve(),)


def test_the_warning_names_both_folders_and_says_publish_one(folder):
    mine = folder("mine", dict.fromkeys("abcde", (15, 20)))
    folder("same", dict.fromkeys("abcde", (15, 23)), staff="b")
    (told,) = between_runs.warnings(mine)
    assert told.startswith("Publish one of mine/run-mine and same/run-same only")
    assert "2 more figures" in told
    assert str(mine.parents[1]) not in told


def test_a_folder_that_is_no_run_is_an_error(tmp_path):
    with pytest.raises(OSError, match="manifest"):
        between_runs.faults(tmp_path, tmp_path)
