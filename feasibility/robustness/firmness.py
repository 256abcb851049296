"""How firmly the draws separate the options: all tables, and the numbers that the verdict is told from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.options import DO_NOTHING, Option
from feasibility.robustness import find_out, leading, option_figures, phrases, standing, tornado, totals, unknowns
from feasibility.robustness.distributions import Distribution
from feasibility.robustness.totals import Totals
from feasibility.robustness.unknowns import Choice, Worth
from feasibility.tables import checked, empty, headings
from feasibility.tables.robustness import FindOutTable, UnknownsTable, UnknownsTogetherTable

NAN = float("nan")
UNTRIED: dict[str, object] = {
    "gap_low_gbp": NAN, "best_low": "", "gap_high_gbp": NAN, "best_high": "", "swing_gbp": NAN, "note": "",
}  # fmt: skip
"""Of a figure that was not tried by itself."""


@dataclass(frozen=True)
class Scope:
    """What the draws leave out, and what they take in besides figures."""

    not_drawn: int
    """Figures of the register that have no distribution, or are not drawn in spite of it."""
    besides: tuple[str, ...] = ()
    """What else is drawn, as a sentence names it: `the staff`, `the errors of journeys`."""


@dataclass(frozen=True)
class Firmness:
    """How firmly the draws separate the options."""

    options: pd.DataFrame
    """tables.RobustnessTable: every option, the one most often best first."""
    pairs: pd.DataFrame
    """tables.PairsTable."""
    parts: pd.DataFrame
    """tables.WinningPartsTable."""
    unknowns: pd.DataFrame
    """tables.UnknownsTable: every figure drawn, the one most worth knowing first."""
    together: pd.DataFrame
    """tables.UnknownsTogetherTable."""
    find_out: pd.DataFrame
    """tables.FindOutTable: what to find out, in order."""
    draws: int
    drawn: int
    """Figures that are drawn."""
    scope: Scope
    near_tie_share: float
    leader: str
    """Id of the option that is best on the figures as stated."""
    most_often: str
    """Of the option that is best in most draws."""
    least_expected: str
    """Of the option whose mean cost is least; one that cannot be had in a draw leaves all as it is there."""
    least_regret: str
    """Of the option that in its worst draw costs least above the best of that draw; of equals, by the mean."""
    evpi_gbp: float
    """What knowing every drawn figure before choosing would be worth: the mean regret of `least_expected`."""
    noise_gbp: float
    """What chance alone may give a figure that does nothing; not a number where draws are too few to tell."""
    won_now_share: float
    """Share of draws in which `least_expected` is the best."""


def found(
    drawn: Totals, draws: pd.DataFrame, distributions: Sequence[Distribution], options: Sequence[Option], *,
    near_tie_share: float, scope: Scope, seed: int, swings: pd.DataFrame | None = None,
) -> Firmness:  # fmt: skip
    """What the draws say of every option and of every unknown.

    `draws` is draw by assumption id, its rows those of `drawn.gbp`; `swings` is of `tornado.swings`, None where figures
    were not tried alone. Raises `ValueError` for totals that no trial gives.
    """
    held = standing.standing(totals.sound(drawn))
    if not draws.index.equals(drawn.gbp.index):
        raise ValueError("firmness: figures and totals are not of the same draws")
    titles = {option.option_id: option.title for option in options}
    figures = option_figures.table(drawn, held, near_tie_share, titles)
    by_id = figures.set_index("option_id").loc[list(held.option_ids)]
    expected, greatest = (by_id[name].to_numpy(dtype=float) for name in ("regret_mean_gbp", "regret_max_gbp"))
    least_expected = standing.first_of(held.option_ids, expected)
    made = _choice(drawn, held.option_ids, least_expected)
    noise = unknowns.noise_gbp(made, seed)
    leader = tornado.leader_of(drawn.now_gbp)
    table = _unknowns(made, noise, draws, distributions, swings)
    return Firmness(
        options=figures,
        pairs=leading.pairs(held, leading.paired(figures, leader)),
        parts=leading.winning_parts(held, options),
        unknowns=table,
        together=_together(made, noise, draws, table),
        find_out=_find_out(made, noise, draws, table),
        draws=held.draws,
        drawn=len(draws.columns),
        scope=scope,
        near_tie_share=near_tie_share,
        leader=leader,
        most_often=held.option_ids[int(held.best_share.to_numpy().argmax())],
        least_expected=least_expected,
        least_regret=standing.first_of(held.option_ids, greatest, expected),
        evpi_gbp=made.evpi_gbp,
        noise_gbp=noise,
        won_now_share=made.won_now_share,
    )


def _choice(drawn: Totals, option_ids: Sequence[str], chosen: str) -> Choice:
    nothing = drawn.gbp[DO_NOTHING].to_numpy(dtype=float)
    costs = np.column_stack(
        [option_figures.fallen_back(drawn.gbp[i].to_numpy(dtype=float), nothing) for i in option_ids]
    )
    return unknowns.choice(costs, option_ids.index(chosen))


def _unknowns(
    made: Choice, noise: float, draws: pd.DataFrame, distributions: Sequence[Distribution], swings: pd.DataFrame | None
) -> pd.DataFrame:
    """Every figure drawn, the most worth knowing first; of equals the one that swings the lead most, then by id."""
    by_id = {d.assumption_id: d for d in distributions}
    ends = swings if swings is not None else pd.DataFrame(columns=list(tornado.COLUMNS))
    rows = []
    for key in map(str, draws.columns):
        known = unknowns.worth_of(made, unknowns.drawn_of(draws, [key]))
        alone = dict(ends.loc[key]) if key in ends.index else UNTRIED
        rows.append(_told(key, by_id.get(key), draws[key]) | alone | _worth(unknowns.above_noise(known, made, noise)))
    if not rows:
        return empty(UnknownsTable)
    frame = pd.DataFrame(rows).assign(rank=0)[list(headings(UnknownsTable))]
    order = frame.assign(known=-frame["worth_gbp"], widest=-frame["swing_gbp"])
    frame = frame.loc[order.sort_values(["known", "widest", "assumption_id"]).index].reset_index(drop=True)
    return checked(frame.assign(rank=range(1, len(frame) + 1)), UnknownsTable, "unknowns")


def _told(key: str, stated: Distribution | None, drawn: "pd.Series[float]") -> dict[str, object]:
    """What the figure is; its ends as drawn where none are worked out from its distribution."""
    low, _, high = np.quantile(drawn.to_numpy(dtype=float), option_figures.QUANTILES)
    return {
        "assumption_id": key,
        "title": stated.title if stated else key,
        "distribution": stated.shape if stated else "",
        "unit": stated.unit if stated else "",
        "low": float(low),
        "value": stated.value if stated else float("nan"),
        "high": float(high),
    }


def _worth(known: Worth) -> dict[str, float]:
    gbp = known.gbp if np.isnan(known.gbp) else max(0.0, known.gbp)
    return {"worth_gbp": gbp, "won_share": known.won_share}


def _together(made: Choice, noise: float, draws: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Figures that would be found out together, the most worth knowing first."""
    titles = dict(zip(table["assumption_id"], table["title"], strict=True))
    of_parts = {
        frozenset([str(row["assumption_id"])]): {name: row[name] for name in ("worth_gbp", "won_share")}
        for row in table.to_dict("records")
    }
    rows: list[dict[str, object]] = []
    groups = unknowns.together([str(key) for key in draws.columns])
    for pattern, keys in sorted(groups.items(), key=lambda group: len(group[1])):
        known = unknowns.above_noise(unknowns.worth_of(made, unknowns.drawn_of(draws, keys)), made, noise)
        # A fit of many terms may lose what a fit of a part of them finds; who knows all knows the part.
        every = [_worth(known), *(worth for part, worth in of_parts.items() if part < frozenset(keys))]
        of_parts[frozenset(keys)] = most = max(every, key=lambda worth: float(worth["worth_gbp"]))
        title = phrases.group_title(pattern, [titles[key] for key in keys])
        rows.append({"group": pattern, "title": title, "assumptions": len(keys), **most})
    if not rows:
        return empty(UnknownsTogetherTable)
    frame = pd.DataFrame(rows, columns=list(headings(UnknownsTogetherTable)))
    order = frame.assign(known=-frame["worth_gbp"]).sort_values(["known", "group"]).index
    return checked(frame.loc[order].reset_index(drop=True), UnknownsTogetherTable, "unknowns together")


def _find_out(made: Choice, noise: float, draws: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """What to find out, in order; two figures that tell only together share a step."""
    titles = dict(zip(table["assumption_id"], table["title"], strict=True))
    steps = find_out.in_order(made, draws, noise)
    if not steps:
        return empty(FindOutTable)
    frame = pd.DataFrame(
        [
            {"assumption_id": s.assumption_id, "title": titles[s.assumption_id], **_worth(s.together)}
            for s in steps
        ]
    )  # fmt: skip
    frame["step"] = (frame["worth_gbp"] != frame["worth_gbp"].shift()).cumsum()
    return checked(frame[list(headings(FindOutTable))], FindOutTable, "what to find out")
