"""The tables of the value score and of its weights, for the example release: two criteria in two groups."""

import pandas as pd

from feasibility.appraisal import weight_space
from feasibility.appraisal.ranking import within_reach
from feasibility.appraisal.value import dominance
from feasibility.appraisal.value.tree import Tree
from tests.publication.example_tables import HOSTILE_NOTE, made, typed

CRITERIA = """
criterion_id|criterion|group_id|group|measure|unit|scale|range_from|range_to|over_sites|is_cost|group_share|within_share|weight_share|set_by|set_on|dissent|status|reason
mean|Mean journey|travel|Staff {note}|change_minutes_mean|minutes one way|10 = 0; 0 = 100|0|10||False|0.6|1|0.6|Board {note}|2010-06-14|Union: too little {note}|assumed|Ten minutes {note}
had|Can it be had {note}|delivery|Delivery|judgement|words|held = 100; doubtful = 30|||worst|False|0.4|1|0.4|Board {note}|2010-06-14||illustrative|Made for tests
"""  # noqa: E501  one line of the table each
DOUBTFUL = "civic"
JUDGEMENTS = """
site_id|criterion|value|status|source|date|owner
civic-bexley|had|doubtful|illustrative|Made for tests {note}|2010|Property
ruxley|had|held|assumed|Made for tests|2010|Property
"""
WEIGHTS = {"mean": 0.6, "had": 0.4}


def value(options: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The present centres are doubtful; points of the journey go from 100 at no change to 0 at ten minutes more."""
    reached = within_reach(options).set_index("option_id", drop=False)
    doubtful = reached["sites"].str.contains(DOUBTFUL)
    points = pd.DataFrame({
        "mean": 100 - 10 * reached["travel_change_minutes_mean"],
        "had": 100 - 70.0 * doubtful,
    })  # fmt: skip
    told = pd.DataFrame({
        "mean": [f"{minutes} minutes {HOSTILE_NOTE}" for minutes in reached["travel_change_minutes_mean"]],
        "had": doubtful.map({True: "doubtful", False: "held"}),
    }, index=points.index)  # fmt: skip
    cost, score = reached["resource_npc_gbp"], points @ pd.Series(WEIGHTS)
    return {
        "value_criteria": made(CRITERIA, "value_criteria"),
        "value_scores": _scores(reached, points, told),
        "value_options": typed(
            reached[["option_id", "option"]]
            .assign(
                beaten_by=dominance.beaten_by(points, cost),
                score=score,
                place=score.round(9).rank(method="min", ascending=False),
                benefit=score,
                cost_gbp=cost,
                cost_basis="Total net present cost without the value of staff travel time, scored as benefit",
                on_frontier=dominance.unbeaten(score.tolist(), cost.tolist()),
                missing="",
            )
            .reset_index(drop=True),
            "value_options",
        ),
        "judgements": made(JUDGEMENTS, "judgements"),
        **_weights(reached, points),
    }


def _scores(reached: pd.DataFrame, points: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    rows = [
        {
            "option_id": option,
            "criterion_id": key,
            "raw": reached["travel_change_minutes_mean"][option] if key == "mean" else "",
            "performance": told[key][option],
            "points": points[key][option],
            "weight_share": weight,
            "weighted_points": weight * points[key][option],
        }
        for option in points.index
        for key, weight in WEIGHTS.items()
    ]
    return typed(pd.DataFrame(rows), "value_scores")


def _weights(reached: pd.DataFrame, points: pd.DataFrame) -> dict[str, pd.DataFrame]:
    tree = Tree(groups={"travel": 0.6, "delivery": 0.4}, within={"travel": {"mean": 1.0}, "delivery": {"had": 1.0}})
    names = weight_space.Names(
        options=dict(reached["option"]),
        groups={"travel": f"staff {HOSTILE_NOTE}", "delivery": "delivery"},
        criteria={"mean": "mean journey", "had": "can it be had"},
    )
    found = weight_space.explored(points, tree, names, draws=100, seed=1, near_share=0.25)
    return {"weight_space": found.space, "weight_reversals": found.reversals, "weight_rivals": found.rivals}
