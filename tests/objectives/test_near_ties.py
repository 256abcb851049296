"""Near-ties grouped by what differs, and the options that none beats, from tables made by hand."""

import pandas as pd

from feasibility.appraisal import near_ties, pareto
from feasibility.tables import ALL

NAMES = {"a": "Alpha", "b": "Beta", "c": "Gamma", "d": "Delta"}


def options(*rows: tuple[str, str, str, float, float]) -> pd.DataFrame:
    """Rows of option id, way of working, verdict, total and mean change; sites follow from the id."""
    return pd.DataFrame(
        [
            {"option_id": i, "option": i.upper(), "working": way, "sites": i.split("--" + way)[0].replace("--", " "),
             "verdict": verdict, "total_npc_gbp": float(total), "travel_change_minutes_mean": mean,
             "unreached_heads": 0.0}
            for i, way, verdict, total, mean in rows
        ]
    )  # fmt: skip


def journeys(**worst: float) -> pd.DataFrame:
    ids = {key.replace("_", "-"): value for key, value in worst.items()}
    return pd.DataFrame({"option_id": list(ids), "employer": ALL, "change_minutes_worst_tenth": list(ids.values())})


class TestNearTies:
    def test_pairs_that_share_a_site(self):
        table = options(
            ("a--b", "pooled", "best", 10, 0), ("a--c", "pooled", "near-tie", 11, 0),
            ("c--d", "pooled", "near-tie", 12, 0), ("a--d", "pooled", "near-tie", 13, 0),
            ("b--c", "pooled", "behind", 14, 0),
        )  # fmt: skip
        first, second = near_ties.groups(table)
        assert (first.common, first.instead) == (("a",), ("b", "c", "d"))
        assert first.option_ids == ("a--b", "a--c", "a--d")
        assert (second.common, second.instead) == (("c", "d"), ())
        assert near_ties.sentences(table, NAMES) == (
            "Pooled, 3 options: all open Alpha; the choice is Beta, Gamma or Delta.",
            "Pooled: Gamma and Delta.",
        )

    def test_ways_of_working_and_numbers_of_sites_stay_apart(self):
        table = options(
            ("do-nothing", "now", "best", 9, 0), ("a--pooled", "pooled", "near-tie", 10, 0),
            ("a--apart", "apart", "near-tie", 11, 0), ("b--pooled", "pooled", "near-tie", 12, 0),
            ("a--b--pooled", "pooled", "near-tie", 13, 0),
        )  # fmt: skip
        assert near_ties.sentences(table, NAMES) == (
            "DO-NOTHING: nobody moves.",
            "Pooled, 2 options: one site, a choice of Alpha or Beta.",
            "Apart: Alpha.",
            "Pooled: Alpha and Beta.",
        )

    def test_one_option_alone_is_no_tie(self):
        table = options(("a", "pooled", "best", 10, 0), ("b", "pooled", "behind", 20, 0))
        assert near_ties.sentences(table, NAMES) == ()


class TestPareto:
    TABLE = options(
        ("do-nothing", "now", "best", 1000, 0.0), ("do-minimum", "now", "near-tie", 1500, 0.0),
        ("a", "pooled", "behind", 3000, -2.0), ("b", "pooled", "behind", 3500, -2.0),
        ("c", "pooled", "behind", 4000, 5.0),
    )  # fmt: skip
    WORST = journeys(do_nothing=0.0, do_minimum=0.0, a=4.0, b=4.0, c=-1.0)

    def test_beaten_and_unbeaten(self):
        # do-minimum costs more for the same journeys; b more than a; c is the dearest but its worst tenth gains.
        found = pareto.of_options(self.TABLE, self.WORST).set_index("option_id")
        assert found["in_set"].to_dict() == {
            "do-nothing": True, "do-minimum": False, "a": True, "b": False, "c": True,
        }  # fmt: skip
        assert found["beaten_by"].to_dict() == {
            "do-nothing": "",
            "do-minimum": "do-nothing",
            "a": "",
            "b": "a",
            "c": "",
        }
        assert found.at["a", "against_cheapest"] == (
            "costs £2,000 more; the mean journey is 2.0 minutes shorter and "
            "that of the worst tenth is 4.0 minutes longer"
        )

    def test_an_aim_not_known_of_all_is_left_out(self):
        worst = self.WORST.assign(change_minutes_worst_tenth=float("nan"))
        found = pareto.of_options(self.TABLE, worst).set_index("option_id")
        assert pareto.aims_known(found) == [pareto.COST, pareto.MEAN]
        assert found["in_set"].to_dict() == {
            "do-nothing": True, "do-minimum": False, "a": True, "b": False, "c": False,
        }  # fmt: skip
        assert found.at["c", "beaten_by"] == "do-nothing"

    def test_options_out_of_reach_or_not_to_be_had_are_not_compared(self):
        table = self.TABLE.assign(
            unreached_heads=[0.0, 0.0, 10.0, float("nan"), 0.0],
            verdict=["best", "behind", "behind", "behind", "cannot be had"],
        )
        found = pareto.of_options(table, self.WORST)
        assert found["option_id"].tolist() == ["do-nothing", "do-minimum"]

    def test_value_scores_stand_beside_the_options_they_are_of(self):
        found = pareto.of_options(self.TABLE, self.WORST, pd.Series({"a": 56.0, "nobody": 99.0}))
        scores = found.set_index("option_id")["value_score"]
        assert scores["a"] == 56
        assert scores.drop("a").isna().all()
        assert pareto.of_options(self.TABLE, self.WORST)["value_score"].isna().all()
