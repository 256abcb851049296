"""`feasibility compare` as typed."""

import pytest

from tests.travel_study import feasibility


@pytest.fixture
def typed(world, monkeypatch, capsys):
    return lambda *words: feasibility(*map(str, words), cache=world.cache, monkeypatch=monkeypatch, capsys=capsys)


def test_the_last_line_is_the_result_folder(typed, runs, tmp_path):
    # no study in that folder: the tables stand without the explanation
    done = typed("compare", runs["base"], runs["dearer"], "--scenarios", tmp_path, "--out", tmp_path / "out")
    assert done.code == 0, done.err
    assert done.folder.parent == tmp_path / "out"
    assert (done.folder / "compare.html").is_file()
    assert "Reading the runs" in done.err


def test_what_is_wrong_is_told_and_nothing_is_written(typed, runs, tmp_path):
    done = typed("compare", runs["base"], tmp_path / "absent", "--out", tmp_path / "out")
    assert done.code == 1
    assert done.out == ""
    assert done.faults == [
        f"{tmp_path.name}/absent: is no run folder: it has no manifest.json; name a folder such as "
        "outputs/<scenario>/<run id>"
    ]
    assert not (tmp_path / "out").exists()


def test_no_run_at_all_is_wrong_words(typed):
    assert typed("compare").code == 2
