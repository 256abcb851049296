"""The verdict's sentences, headline first."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from feasibility import wording
from feasibility.appraisal import ranking
from feasibility.appraisal.pooling import Pooling
from feasibility.appraisal.verdict import changes, one_queue
from feasibility.appraisal.verdict.names import NAMED, Row, name, several
from feasibility.costs import words
from feasibility.options import DO_MINIMUM, DO_NOTHING, STAYING

LEAST_GBP = 500.0
"""Pounds in sentences are to the nearest £1,000: what would read as £0 is left out or called less than this."""
PENNY = 0.01
NEXT = 2
"""Rank of the option that is held against the best line by line."""


@dataclass(frozen=True)
class Told:
    """The verdict by what each sentence is about, each in its order."""

    answer: tuple[str, ...] = ()
    """The headline, what cannot be told apart from it, and how firm it is."""
    others: tuple[str, ...] = ()
    """Where the next, the cheapest move, the cheapest single site and doing nothing stand."""
    would_change: tuple[str, ...] = ()
    """What one queue would spare, and what takes the lead from the best."""
    holds: tuple[str, ...] = ()
    """Workstations, journeys and firmness of the best."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of them, headline first."""
        return (*self.answer, *self.others, *self.would_change, *self.holds)


def told(  # noqa: PLR0913 - what a verdict is told from
    options: pd.DataFrame,
    costs: pd.DataFrame,
    journeys: pd.DataFrame,
    names: Mapping[str, str],
    *,
    years: int,
    near_tie_share: float,
    pooling: Pooling | None = None,
    soonest: str = "",
    firm: str = "",
    left_out: str = "",
) -> Told:
    """The verdict.

    `options` is ranked (tables.OptionsTable), `costs` and `journeys` are tables.CostsTable and tables.JourneysTable;
    `names` gives each authority's name, `pooling` what one queue spares, `years` how many financial
    years are counted, year 0 among them; `soonest` is a sentence on the input that changes the answer soonest,
    `firm` one on the share of draws in which the answer stays, `left_out` one on what those draws leave out.
    """
    options, same = _without_a_second_name(options)
    had, compared = ranking.had(options), ranking.within_reach(options)
    best = compared.iloc[0]
    return Told(
        answer=(
            _headline(best, years),
            *same,
            _near_ties(compared, near_tie_share, len(had)),
            *filter(None, [firm, left_out]),
        ),
        others=(
            *_against_the_next(compared, costs),
            *_cheapest_move(compared),
            *_single_site(options),
            *_against_do_nothing(compared, costs, len(had)),
            *_out_of_reach(had, compared),
        ),
        would_change=(
            *one_queue.sentences(compared, pooling),
            *changes.sentences(compared, costs),
            *filter(None, [soonest]),
        ),
        holds=(_capacity(best), *_journeys(best, journeys, names), firmness(best)),
    )


def _without_a_second_name(options: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The options without a do-minimum that the study gives no cost of: it is doing nothing by another name."""
    totals = options.set_index("option_id")["total_npc_gbp"]
    if DO_MINIMUM not in totals or DO_NOTHING not in totals or abs(totals[DO_MINIMUM] - totals[DO_NOTHING]) >= PENNY:
        return options, []
    words = "The study gives no cost of mending the present centres, so doing the minimum is doing nothing."
    return options[options["option_id"] != DO_MINIMUM], [words]


def _headline(best: Row, years: int) -> str:
    total = wording.pounds(float(best["total_npc_gbp"]), nearest_1000=True)
    if best["option_id"] == DO_NOTHING:
        return f"Doing nothing costs least over {years} years: {total}. No shared option does better on these figures."
    if best["option_id"] in STAYING:
        return f"{wording.capital(name(best))} costs least over {years} years: {total}. No shared site does better."
    return f"{best['option']} costs least over {years} years: {total}, with the staff's travel time counted."


def _near_ties(compared: pd.DataFrame, share: float, had: int) -> str:
    ties = compared[compared["verdict"] == "near-tie"]
    near = f"{100 * share:g}%"
    if len(compared) == 1:
        which = "seats everybody where they have a journey to" if had > 1 else "can be had"
        return f"No other option {which}; the reason stands beside each."
    if ties.empty:
        return f"No other option comes within {near} of it."
    if len(ties) == 1:
        only = wording.capital(name(ties.iloc[0]))
        return f"{only} comes within {near} of it: on this evidence the two cannot be told apart."
    return f"{len(ties)} others come within {near} of it and cannot be told apart on this evidence: {several(ties)}."


def _against_the_next(compared: pd.DataFrame, costs: pd.DataFrame) -> list[str]:
    if len(compared) == 1:
        return []
    best, rival = compared.iloc[0], compared.iloc[1]
    if rival["option_id"] in STAYING:
        return [
            f"{wording.capital(name(rival))} comes next and costs {_more(rival)}{_differences(best, rival, costs)}."
        ]
    what = "The cheapest alternative" if best["option_id"] == DO_NOTHING else "The next"
    return [f"{what} is {rival['option']}. It costs {_more(rival)}{_differences(best, rival, costs)}."]


def _against_do_nothing(compared: pd.DataFrame, costs: pd.DataFrame, had: int) -> list[str]:
    return [
        f"Doing nothing ranks {int(row['rank'])} of {had} and costs {_more(row)}"
        f"{_differences(compared.iloc[0], row, costs)}."
        for _, row in compared.iloc[2:].iterrows()
        if row["option_id"] == DO_NOTHING
    ]


def _out_of_reach(had: pd.DataFrame, compared: pd.DataFrame) -> list[str]:
    """Said of options that no total can rank, because somebody's journey is not in it."""
    apart = had[~had["option_id"].isin(compared["option_id"])]
    words = "Ranked last whatever the cost, for seating staff where they have no journey to"
    return [f"{words}: {several(apart)}."] if len(apart) else []


def _cheapest_move(compared: pd.DataFrame) -> list[str]:
    """The first option in which staff move, where neither the best nor the next is one."""
    moving = ranking.moves(compared)
    if moving.empty or int(moving["rank"].iloc[0]) <= NEXT:
        return []
    row = moving.iloc[0]
    single = ", a single site" if len(ranking.single_sites(moving.head(1))) else ""
    return [
        f"The cheapest option in which staff move is {row['option']}{single}, which ranks {int(row['rank'])} and costs "
        f"{_more(row)} than the best."
    ]


def _single_site(options: pd.DataFrame) -> list[str]:
    """The question first asked: one shared site. Said where it is neither the best nor the next, nor said already."""
    single = ranking.single_sites(options)
    had, compared = ranking.had(single), ranking.within_reach(single)
    if had.empty:
        others = len(ranking.moves(ranking.had(options))) > 0
        return ["No single shared site can be had."] if len(single) and others else []
    if compared.empty:
        return ["No single shared site is within reach of all staff."]
    row = compared.iloc[0]
    if int(row["rank"]) <= NEXT or row["option_id"] == ranking.moves(options)["option_id"].iloc[0]:
        return []
    return [
        f"The cheapest single shared site is {row['option']}, which ranks {int(row['rank'])} and costs "
        f"{_more(row)} than the best."
    ]


def _more(row: Row) -> str:
    above = float(row["above_best_gbp"])
    if above < LEAST_GBP:
        return f"less than £{LEAST_GBP:g} more"
    return f"{wording.pounds(above, nearest_1000=True)} more"


def _differences(best: Row, rival: Row, costs: pd.DataFrame) -> str:
    """The cost lines that differ most, the largest first, each with its sign in words."""
    totals = [
        of_option.groupby(of_option["line"].map(_plain_line))["npc_gbp"].sum()
        for of_option in (costs[costs["option_id"] == row["option_id"]] for row in (rival, best))
    ]
    difference = totals[0].sub(totals[1], fill_value=0.0)
    largest = difference[difference.abs() >= LEAST_GBP].sort_values(key=lambda d: -d.abs(), kind="stable").head(NAMED)
    if largest.empty:
        return ""
    gap_gbp = float(rival["total_npc_gbp"]) - float(best["total_npc_gbp"])
    if len(largest) == 1 and abs(float(largest.iloc[0]) - gap_gbp) < LEAST_GBP:
        return f": all of it {largest.index[0]}"
    parts = [
        f"{line} {wording.pounds(abs(gbp), nearest_1000=True)} {'more' if gbp > 0 else 'less'}"
        for line, gbp in largest.items()
    ]
    return f" ({'chiefly ' if len(largest) > 1 else ''}{'; '.join(parts)})"


def _plain_line(line: str) -> str:
    if line.startswith((words.NOT_RELEASED, words.DOUBLE_RUNNING)):
        return "present space not released"
    return words.in_a_sentence(line).removesuffix(" added")


def _capacity(best: Row) -> str:
    needed, held = int(str(best["workstations_needed"])), int(str(best["workstations_available"]))
    stays = best["option_id"] in STAYING
    subject = f"The present centres need {needed}" if stays else f"{best['option']} needs {needed}"
    short = f", {needed - held} short" if held < needed else ""
    return f"{subject} workstations; the floor area there holds {held}{short}."


def _journeys(best: Row, journeys: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    if best["option_id"] in STAYING:
        return ["Nobody's journey changes."]
    rows = journeys[journeys["option_id"] == best["option_id"]]
    apart = rows[rows["employer"] != "all"]
    if apart.empty:  # one authority has too few staff to be shown apart
        return [_journey("all staff together", row) for _, row in rows.iterrows()]
    return [_journey(f"{names[str(row['employer'])]} staff", row) for _, row in apart.iterrows()]


def _journey(who: str, row: Row) -> str:
    if math.isnan(float(row["change_minutes_mean"])):
        return f"For {who} the journeys known are too few to be shown."
    return (
        f"For {who} the one-way journey {_change(float(row['change_minutes_mean']))}; {_share_of_staff(row, 15)} "
        f"travel more than 15 minutes longer, {_share_of_staff(row, 30)} more than 30."
    )


def _change(minutes: float) -> str:
    size = wording.number(abs(minutes), wording.MINUTES)
    if float(size) == 0:
        return "stays the same on average"
    return f"is {size} {'minute' if size == '1.0' else 'minutes'} {'longer' if minutes > 0 else 'shorter'} on average"


def _share_of_staff(row: Row, minutes: int) -> str:
    """Published shares come in steps: nought stands for anything under half of one."""
    share, heads = float(row[f"worse_{minutes}_share"]), float(row["heads_measured"])
    return wording.share_of_staff(share, float(row["heads"]) if math.isnan(heads) else heads)


def firmness(best: Row) -> str:
    """How much of the best option's money rests on sourced, assumed and illustrative figures."""
    shares = [_share(float(best[f"{status}_share"])) for status in ("sourced", "assumed", "illustrative")]
    return (
        f"Of the money behind the answer, {shares[0]} rests on sourced figures, {shares[1]} on assumed and {shares[2]} "
        "on illustrative ones."
    )


def _share(value: float) -> str:
    return wording.number(value, wording.SHARE)
