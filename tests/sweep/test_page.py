"""The page of a sweep: who wins where, what each setting changes, and nothing of a name taken for markup."""

import pandas as pd
import pytest

from feasibility.publication import csvs
from feasibility.sweep import page
from feasibility.sweep.answering import NOTHING
from feasibility.sweep.changes import changes
from feasibility.sweep.grid import grid
from feasibility.sweep.matrix import matrix
from feasibility.sweep.writing import cells_table
from feasibility.tables import checked
from feasibility.tables.sweep import ANSWERED, NOTHING_SHARED, SweepTable
from tests.publication.held_page import held_by_its_head, held_by_keyboard, held_on_paper, held_on_screen
from tests.sweep.test_grid import scenario


def figures(best: str, total: float, **others: object) -> dict[str, object]:
    stay = best == "do-nothing"
    return {
        **NOTHING, "state": ANSWERED, "best_option_id": best, "best_option": "Do nothing: as it is" if stay else "Hall",
        "best_total_npc_gbp": total, "next_option_id": "", "next_option": "", "moving_option_id": "hall",
        "moving_option": "Hall", "moving_total_npc_gbp": total + 1_000, "near_ties": 0,
        "do_nothing_total_npc_gbp": 50_000.0, "do_nothing_rank": 1 if stay else 2, "options_had": 3,
        "options_listed": 4, "workstations_now": 9, "proved": True, "reason": "", **others,
    }  # fmt: skip


@pytest.fixture
def swept(tmp_path):
    """Two cases by two periods: the hall is best in one cell, and one cell has no answer."""
    cases = [{"name": "as it is"}, {"name": "<b>far</b>", "seats": {"take_up_share": 0.2}}]
    cells = grid(scenario(tmp_path, case=cases, costs={"period_years": [10, 15]}))
    found = [
        figures("do-nothing", 50_000.0),
        figures("hall", 40_000.0, near_ties=2),
        figures("do-nothing", 50_000.0),
        NOTHING | {"state": NOTHING_SHARED, "reason": "too small", "near_ties": 0, "options_had": 2,
                   "options_listed": 4, "proved": True, "do_nothing_total_npc_gbp": 70_000.0, "do_nothing_rank": 1},
    ]  # fmt: skip
    rows = [
        {"cell": cell.number, "name": cell.name, "case": cell.labels[0], "costs.period_years": cell.labels[1], **row}
        for cell, row in zip(cells.cells, found, strict=True)
    ]
    return cells, checked(cells_table(cells, rows), SweepTable, "sweep.csv")


def test_who_wins_where(swept):
    view = matrix(*swept)
    assert [head.text for head in view.columns] == ["case", "period_years 10", "period_years 15"]
    (group,) = view.groups
    assert group.rows == (
        ("as it is", "Do nothing, £50,000; cheapest move Hall, £51,000", "Hall, £40,000; 2 near-ties"),
        ("<b>far</b>", "Do nothing, £50,000; cheapest move Hall, £51,000", "No shared option; do nothing £70,000"),
    )


def test_counts_are_whole_numbers_and_blank_where_a_cell_has_none(swept, tmp_path):
    _, table = swept
    csvs.save_table(table, SweepTable, tmp_path / "sweep.csv")
    rows = pd.read_csv(tmp_path / "sweep.csv", dtype=str, keep_default_na=False)
    assert list(rows["workstations_now"]) == ["9", "9", "9", ""]
    assert list(rows["do_nothing_rank"]) == ["1", "2", "1", "1"]
    assert list(rows["best_total_npc_gbp"]) == ["50000.00", "40000.00", "50000.00", ""]


def test_what_each_setting_changes_by_itself(swept):
    (group,) = changes(*swept).groups
    told = {row[0]: row[1:] for row in group.rows}
    # By case: 10 years alike; at 15 years one cell has no answer, so that no best option is held against another, and
    # doing nothing costs 70,000 in place of 50,000.
    assert told["case"] == ("2", "0", "0", "1", "0", "0", "20,000")
    # By period: as it is, the hall takes the lead (50,000 to 40,000); far, the answer is lost.
    assert told["costs.period_years"] == ("2", "1", "0", "1", "10,000", "10,000", "20,000")


def test_the_page_says_so_in_short_and_escapes_names(swept):
    cells, table = swept
    text = page.page(cells, table, "sweep-1", ("Owed to <us>",))
    assert "<b>" not in text
    assert "&lt;b&gt;far&lt;/b&gt;, period_years 10" in text
    assert "Owed to &lt;us&gt;" in text
    assert page.in_short(table) == (
        "The best option changes: Do nothing in 2 cells; Hall in 1 cell.",
        "Doing nothing is best in 2 of 3 cells with an answer; its rank is 1 to 2.",
        "In 1 of 4 cells the best cannot be told apart from others on this evidence.",
        "In 1 of 4 cells no shared option can be had.",
        "Every answer is proved: optimiser and enumeration agree.",
    )


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_for_every_reader(opened, axe, swept, width):
    cells, table = swept
    driver = opened(page.page(cells, table, "sweep-1"))
    held_on_screen(driver, axe, width)
    held_by_its_head(driver)


@pytest.mark.browser
def test_every_sheet_is_marked_for_its_pounds_are_as_audited(opened, swept):
    cells, table = swept
    driver = opened(page.page(cells, table, "sweep-1"))
    held_by_keyboard(driver)
    held_on_paper(driver, cells.base.publication.exempt_words)
