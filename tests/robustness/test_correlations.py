"""Which assumptions are drawn together, and correlations that cannot all be true."""

import numpy as np
import pytest
from pydantic import ValidationError

from feasibility.robustness import correlations
from feasibility.robustness.correlations import blocks, faults, pairs
from feasibility.scenario.robustness import RobustnessSettings
from tests.robustness.drawn_world import stated

SITES = ["sites.a.rent", "sites.b.rent", "sites.c.rent", "sites.a.area", "sites.b.area"]
WHERE = "robustness.correlations"


def told(*entries: tuple[str, str, float], ids: tuple[str, ...] = ("p", "q", "r"), known: dict[str, str] | None = None):
    return faults(stated(*entries), ids, known or dict.fromkeys(ids, "uniform"))


class TestPairs:
    def test_a_pair_either_way_round(self):
        assert pairs(stated(("q", "p", 0.5)), ["p", "q"]) == {("p", "q"): 0.5}

    def test_what_is_not_drawn_is_left_out(self):
        assert pairs(stated(("q", "p", 0.5)), ["p"]) == {}

    def test_a_pattern_with_itself_is_every_two_of_them(self):
        assert pairs(stated(("sites.*.rent", "sites.*.rent", 0.5)), SITES) == {
            ("sites.a.rent", "sites.b.rent"): 0.5,
            ("sites.a.rent", "sites.c.rent"): 0.5,
            ("sites.b.rent", "sites.c.rent"): 0.5,
        }

    def test_two_patterns_pair_each_site_with_itself(self):
        assert pairs(stated(("sites.*.rent", "sites.*.area", 0.3)), SITES) == {
            ("sites.a.area", "sites.a.rent"): 0.3,
            ("sites.b.area", "sites.b.rent"): 0.3,
        }

    def test_a_pattern_with_one_assumption_is_each_of_them_with_it(self):
        assert len(pairs(stated(("sites.*.rent", "p", 0.3)), [*SITES, "p"])) == 3

    def test_blocks_are_what_hangs_together(self):
        found = blocks({("p", "q"): 0.5, ("q", "r"): 0.2, ("x", "y"): -0.4})
        assert [block.ids for block in found] == [("p", "q", "r"), ("x", "y")]
        # 2 sin(pi x 0.5 / 6) = 0.5176; p and r are stated nowhere, so 0
        assert found[0].normal[0].tolist() == pytest.approx([1, 0.5176, 0], abs=1e-4)


class TestFaults:
    def test_none(self):
        assert told(("p", "q", 0.9), ("q", "r", 0.9), ("p", "r", 0.9)) == []
        assert told(("p", "q", 1.0), ("q", "r", -1.0), ("p", "r", -1.0)) == []

    def test_unknown_not_drawn_and_with_itself(self):
        known = {"seats.shrinkage_share": "uniform", "seats.patience_seconds": ""}
        entries = (
            ("seats.shrinkage_shares", "seats.patience_seconds", 0.5),
            ("seats.shrinkage_share", "seats.shrinkage_share", 0.5),
            ("sites.*.rent", "seats.shrinkage_share", 0.1),
        )
        assert told(*entries, ids=("seats.shrinkage_share",), known=known) == [
            f"{WHERE}: seats.shrinkage_shares is no assumption of this study; did you mean seats.shrinkage_share?",
            f"{WHERE}: seats.patience_seconds has no distribution in the register; give it one, or take the pair out",
            f"{WHERE}: seats.shrinkage_share is paired with itself; name two assumptions",
            f"{WHERE}: sites.*.rent is no assumption of this study; name one of the register, or of all sites: "
            "sites.*.nia_m2",
        ]

    def test_a_pair_twice_is_a_fault_where_it_is_not_alike(self):
        assert told(("p", "q", 0.5), ("q", "p", 0.5)) == []
        assert told(("p", "q", 0.5), ("q", "p", 0.4)) == [f"{WHERE}: p with q is stated twice, 0.5 and 0.4; keep one"]

    def test_correlations_that_cannot_all_be_true_name_the_pairs_and_what_each_could_be(self):
        # p and q move together, q and r move together, and p and r move against each other
        (fault,) = told(("p", "q", 0.9), ("q", "r", 0.9), ("p", "r", -0.9))
        head, _, mend = fault.partition("; with the others as they are, one of these would do: ")
        assert head.startswith(f"{WHERE}: these cannot all be true: ")
        assert sorted(head.removeprefix(f"{WHERE}: these cannot all be true: ").split("; ")) == [
            "p with q 0.9", "p with r -0.9", "q with r 0.9",
        ]  # fmt: skip
        could = dict(part.rsplit(" ", 1) for part in mend.split("; "))
        # of normal scores 0.9 is 2 sin(0.15 pi) = 0.90798; the third lies within 0.90798² -+ (1 - 0.90798²), so at
        # least 0.64886, which is the rank correlation 6 asin(0.32443) / pi = 0.6310, told as 0.64
        assert could["p with r"] == "0.64"
        assert could["p with q"] == "-0.64"
        for pair, rank in could.items():
            one, _, other = pair.partition(" with ")
            entries = {("p", "q"): 0.9, ("q", "r"): 0.9, ("p", "r"): -0.9} | {(one, other): float(rank)}
            assert told(*((*key, value) for key, value in entries.items())) == []

    def test_where_no_pair_alone_mends_it_all_are_shrunk(self):
        # every two of five against each other: below -1/4 it cannot be. 2 sin(pi r / 6) = -1/4 at r = -0.2394, which
        # is 59 % of -0.4 once cut to whole per cents
        ids = tuple("pqrst")
        entries = [(a, b, -0.4) for a in ids for b in ids if a < b]
        (fault,) = told(*entries, ids=ids)
        assert fault.endswith("no one of them alone mends it; all at 59% of what is stated would do")
        assert "and 4 pairs more" in fault
        assert told(*((a, b, -0.4 * 0.59) for a, b, _ in entries), ids=ids) == []

    def test_pairs_that_take_no_part_are_not_named(self):
        (fault,) = told(("p", "q", 0.9), ("q", "r", 0.9), ("p", "r", -0.9), ("x", "y", 0.3), ids=tuple("pqrxy"))
        assert "x with y" not in fault

    def test_a_rank_matrix_that_is_one_may_be_none_of_normal_scores(self):
        # -0.5 of every two of three is the least that ranks allow; of normal scores it is 2 sin(pi / 12) = -0.5176
        rank = np.full((3, 3), -0.5) + np.eye(3) * 1.5
        assert np.linalg.eigvalsh(rank)[0] == pytest.approx(0, abs=1e-9)
        assert np.linalg.eigvalsh(correlations.normal(rank))[0] < -0.03
        assert len(told(("p", "q", -0.5), ("q", "r", -0.5), ("p", "r", -0.5))) == 1


class TestTheSetting:
    @pytest.mark.parametrize(
        ("pair", "words"),
        [
            (["p", "q", 1.5], "p with q: found 1.5; a correlation is -1 or more and 1 or less"),
            (["p", "q", float("nan")], "p with q: found nan; a correlation is -1 or more and 1 or less"),
            (["p", 0.5], "write two assumptions and their rank correlation, such as"),
            (["p", "q", "0.5"], "write two assumptions and their rank correlation, such as"),
            ("p q 0.5", "write two assumptions and their rank correlation, such as"),
        ],
    )
    def test_what_is_no_pair(self, pair, words):
        with pytest.raises(ValidationError) as said:
            RobustnessSettings.model_validate({"correlations": [pair]})
        assert words in said.value.errors()[0]["msg"]

    def test_pairs_as_a_scenario_file_lists_them(self):
        found = RobustnessSettings.model_validate({"correlations": [["p", "q", 1], ["p", "r", -0.5]]})
        assert found.correlations == (("p", "q", 1.0), ("p", "r", -0.5))
