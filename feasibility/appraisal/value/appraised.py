"""Facts of the options and a declared tree of criteria into performance, points, scores, and what beats what."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility import wording
from feasibility.appraisal.ranking import within_reach
from feasibility.appraisal.value import dominance, functions, performance, tree, words
from feasibility.appraisal.value import facts as known_of
from feasibility.appraisal.value.facts import Facts
from feasibility.appraisal.value.performance import Performance
from feasibility.appraisal.value.tree import Tree
from feasibility.errors import InputError, raise_all
from feasibility.scenario.value import CARBON, COSTS, MINUTES, OF_WORDS, Criterion, Said, ValueSettings, counted_twice
from feasibility.tables import checked, empty, headings
from feasibility.tables.value import Judgements, ValueCriteriaTable, ValueOptionsTable, ValueScoresTable

ALIKE_DECIMALS = 9
"""Scores that differ by less are equal: sums of the same points differ that far behind."""
NO_TREE = Tree({}, {})


@dataclass(frozen=True)
class Valued:
    """The value score of every option, built up in the open. It ranks nothing: options rank by cost."""

    criteria: pd.DataFrame
    """tables.value.ValueCriteriaTable."""
    scores: pd.DataFrame
    """tables.value.ValueScoresTable."""
    options: pd.DataFrame
    """tables.value.ValueOptionsTable, in the order of the ranking."""
    judgements: pd.DataFrame
    """tables.value.Judgements, as the officer gave them."""
    points: pd.DataFrame
    """Option id by criterion id: points, blank where there are none."""
    tree: Tree
    warnings: tuple[str, ...]
    """Ranges that miss an option's figure, and figures not known: each says what to do."""


def appraised(facts: Facts, settings: ValueSettings) -> Valued:
    """The value score of the options within reach of all staff; every table empty where no criterion is declared.

    Points rest on declared ranges alone, so that no option changes another's score. An option whose figure a range
    misses, or does not know, has no score; nothing else is lost. Raises `InputError` where the costs hold that of staff
    who leave over longer journeys, and the tree scores both.
    """
    leavers = bool((known_of.priced(facts, known_of.LEAVERS_LINE) != 0).any())
    raise_all(InputError, "value", counted_twice(settings, attrition_counted=leavers))
    possible = within_reach(facts.options)
    if not settings.declared or possible.empty:
        return Valued(
            criteria=empty(ValueCriteriaTable), scores=empty(ValueScoresTable), options=empty(ValueOptionsTable),
            judgements=empty(Judgements), points=pd.DataFrame(), tree=NO_TREE, warnings=(),
        )  # fmt: skip
    of_tree, option_ids = tree.stated(settings), pd.Index(possible["option_id"])
    chosen = {key: settings.criterion[key] for key in of_tree.shares}
    found = {key: performance.of_criterion(key, criterion, facts, option_ids) for key, criterion in chosen.items()}
    return Valued(
        criteria=_criteria(settings, of_tree),
        scores=_scores(found, of_tree),
        options=_options(possible.set_index("option_id"), found, chosen, of_tree, facts),
        judgements=empty(Judgements) if facts.judgements is None else facts.judgements,
        points=pd.DataFrame({key: each.points for key, each in found.items()}, index=option_ids),
        tree=of_tree,
        warnings=tuple(
            warning
            for key, each in found.items()
            for say in (words.missed, words.unknown)
            if (warning := say(key, chosen[key], each.raw, each.points))
        ),
    )


def _criteria(settings: ValueSettings, of_tree: Tree) -> pd.DataFrame:
    rows = []
    for group_id, within in of_tree.within.items():
        group = settings.group.get(group_id)
        for key, share in within.items():
            criterion = settings.criterion[key]
            ends = [x for x, _ in criterion.scale] or [float("nan")]
            over = "" if criterion.measure not in OF_WORDS else criterion.over_sites or "worst"
            rows.append(
                {
                    "criterion_id": key,
                    "criterion": criterion.name,
                    "group_id": group_id,
                    "group": "" if group is None else group.name,
                    "measure": criterion.measure,
                    "unit": words.unit(criterion),
                    "scale": words.scale(criterion),
                    "range_from": ends[0],
                    "range_to": ends[-1],
                    "over_sites": over.replace("-", " "),
                    "is_cost": criterion.measure in COSTS,
                    "group_share": of_tree.groups[group_id],
                    "within_share": share,
                    "weight_share": of_tree.shares[key],
                    **_said(settings, group, criterion),
                }
            )
    table = pd.DataFrame(rows, columns=list(headings(ValueCriteriaTable)))
    return checked(table, ValueCriteriaTable, "criteria of the value score")


def _said(settings: ValueSettings, group: Said | None, criterion: Said) -> dict[str, str]:
    """Who set it: the nearest part of the tree that says so. Dissent of every part is kept."""
    parts: list[Said | ValueSettings] = [criterion, *([group] if group is not None else []), settings]

    def nearest(name: str) -> str:
        return next((str(said) for part in parts if (said := getattr(part, name)) is not None), "")

    dissent = dict.fromkeys(text for part in reversed(parts) for text in part.dissent)
    return {name: nearest(name) for name in ("set_by", "set_on", "status", "reason")} | {"dissent": "; ".join(dissent)}


def _scores(found: Mapping[str, Performance], of_tree: Tree) -> pd.DataFrame:
    """Every option by every criterion, options in the order of the ranking."""
    parts = [
        pd.DataFrame(
            {
                "criterion_id": key,
                "raw": each.raw,
                "performance": each.told,
                "points": each.points,
                "weight_share": of_tree.shares[key],
                "weighted_points": each.points * of_tree.shares[key],
            }
        )
        for key, each in found.items()
    ]
    together = pd.concat(parts).rename_axis("option_id")
    order = {option: place for place, option in enumerate(parts[0].index)}
    table = together.sort_index(kind="stable", key=lambda ids: ids.map(order)).reset_index()
    return checked(table[list(headings(ValueScoresTable))], ValueScoresTable, "value scores")


def _options(
    possible: pd.DataFrame,
    found: Mapping[str, Performance],
    chosen: Mapping[str, Criterion],
    of_tree: Tree,
    facts: Facts,
) -> pd.DataFrame:
    cost, basis = _cost_beside(possible["total_npc_gbp"], chosen, facts)
    benefits = [key for key, criterion in chosen.items() if criterion.measure not in COSTS]
    score, benefit = _weighed(found, of_tree, list(chosen)), _weighed(found, of_tree, benefits)
    preferences = pd.DataFrame({key: each.preference for key, each in found.items()}, index=possible.index)
    missing = [
        "; ".join(
            f"{chosen[key].name}: {each.told[option]}" for key, each in found.items() if pd.isna(each.points[option])
        )
        for option in possible.index
    ]
    table = pd.DataFrame(
        {
            "option_id": possible.index,
            "option": possible["option"].to_numpy(),
            "beaten_by": dominance.beaten_by(preferences, cost).reindex(possible.index).to_numpy(),
            "score": score,
            "place": pd.Series(score).round(ALIKE_DECIMALS).rank(method="min", ascending=False).to_numpy(),
            "benefit": benefit,
            "cost_gbp": cost.to_numpy(),
            "cost_basis": basis,
            "on_frontier": dominance.unbeaten(np.round(benefit, ALIKE_DECIMALS).tolist(), cost.round(2).tolist()),
            "missing": missing,
        }
    )
    return checked(table[list(headings(ValueOptionsTable))], ValueOptionsTable, "value scores of options")


def _weighed(found: Mapping[str, Performance], of_tree: Tree, keys: list[str]) -> functions.Floats:
    """The score by some of the criteria, their weights in proportion; not a number where there are none."""
    whole = sum(of_tree.shares[key] for key in keys)
    columns = [found[key].points.to_numpy(dtype=float) for key in keys]
    if not columns:
        return np.full(len(next(iter(found.values())).points), np.nan)
    return np.clip(functions.weighed(columns, [of_tree.shares[key] / whole for key in keys]), 0.0, 100.0)


def _cost_beside(
    total_gbp: "pd.Series[float]", chosen: Mapping[str, Criterion], facts: Facts
) -> tuple["pd.Series[float]", str]:
    """The present cost without what the criteria score, and what that is."""
    measured = {criterion.measure for criterion in chosen.values()}
    cost, left_out = total_gbp, []
    for scored, line, what in (
        (bool(measured & {*MINUTES}), known_of.TIME_LINE, "the value of staff travel time"),
        (bool(measured & {*MINUTES}), known_of.LEAVERS_LINE, "the cost of staff who leave over longer journeys"),
        (CARBON in measured, known_of.CARBON_LINE, "the value of carbon of journeys"),
    ):
        priced = known_of.priced(facts, line)
        if scored and (priced != 0).any():
            cost = cost.sub(priced.reindex(cost.index).fillna(0.0))
            left_out.append(what)
    if not left_out:
        return cost, "Total net present cost"
    return cost, f"Total net present cost without {wording.joined(tuple(left_out))}, scored as benefit"
