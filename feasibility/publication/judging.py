"""Value scores of the options as published, and what hangs on their weights."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from feasibility.appraisal import value, weight_space
from feasibility.appraisal.findings import Findings
from feasibility.appraisal.value.tree import Tree
from feasibility.appraisal.verdict.names import name
from feasibility.question import Question
from feasibility.tables import empty
from feasibility.tables.weights import WeightReversalsTable, WeightRivalsTable, WeightSpaceTable

DRAWS, SEED = 10_000, 1
"""Sets of weights drawn, the same in each run: a share of them is out by half a per cent at most (standard error)."""
NEAR_SHARE = 0.25
"""Weights within a quarter of those stated are called near them (analyst's judgement)."""


@dataclass(frozen=True)
class Judged:
    """Tables by their published name, and what is said of them."""

    tables: Mapping[str, pd.DataFrame]
    words: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def scores(self) -> "pd.Series[float]":
        """Option id to its score; none where no criteria are declared."""
        return self.tables["value_options"].set_index("option_id")["score"]


def judged(
    asked: Question, findings: Findings, options: pd.DataFrame, journeys: pd.DataFrame, costs: pd.DataFrame
) -> Judged:
    """The scores, of figures as they are published: no point is finer than the figure that it stands for.

    `options` is tables.OptionsTable, `journeys` tables.JourneysTable on the basis that ranks and `costs`
    tables.CostsTable.
    """
    scenario, files = asked.scenario, asked.inputs
    facts = value.Facts(
        options=options,
        journeys=journeys,
        resilience=findings.case["resilience"],
        costs=costs,
        seated=findings.seated,
        sites=value.of_sites(files.sites, files.leases, scenario.costs.first_financial_year),
        judgements=files.judgements,
    )
    valued = value.appraised(facts, scenario.value)
    tables = {
        "value_criteria": valued.criteria,
        "value_scores": valued.scores,
        "value_options": valued.options,
        "judgements": valued.judgements,
    }
    weights, words = _of_weights(valued, options, asked)
    return Judged(tables | weights, words, valued.warnings)


def _of_weights(
    valued: value.Valued, options: pd.DataFrame, asked: Question
) -> tuple[dict[str, pd.DataFrame], tuple[str, ...]]:
    points, stated = valued.points.dropna(), asked.scenario.value
    if points.empty:
        none = {
            "weight_space": empty(WeightSpaceTable),
            "weight_reversals": empty(WeightReversalsTable),
            "weight_rivals": empty(WeightRivalsTable),
        }
        return none, ()
    names = weight_space.Names(
        options={str(row["option_id"]): name(row) for _, row in options.iterrows()},
        groups={key: _within(group.name) for key, group in stated.group.items()},
        criteria={key: _within(criterion.name) for key, criterion in stated.criterion.items()},
    )
    found = _explored(_Weighed(points, valued.tree, names))
    tables = {"weight_space": found.space, "weight_reversals": found.reversals, "weight_rivals": found.rivals}
    return tables, (*found.words, found.note)


@dataclass(frozen=True, eq=False)
class _Weighed:
    """What an exploration of weights rests on; equal where all of it is, as it mostly is in both editions of a run."""

    points: pd.DataFrame
    tree: Tree
    names: weight_space.Names

    def __hash__(self) -> int:
        return hash((*self.points.shape, *self.names.options))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Weighed)
            and self.points.equals(other.points)
            and (self.tree, self.names) == (other.tree, other.names)
        )


@lru_cache(maxsize=1)
def _explored(asked: _Weighed) -> weight_space.Explored:
    return weight_space.explored(asked.points, asked.tree, asked.names, draws=DRAWS, seed=SEED, near_share=NEAR_SHARE)


def _within(title: str) -> str:
    """A name as it stands within a sentence."""
    return title[:1].lower() + title[1:]
