"""The answer in sentences: what costs least, what cannot be told apart, what would change it, what is not known."""

from collections.abc import Mapping

import pandas as pd

from feasibility.options import DO_NOTHING
from feasibility import wording

NAMED = 3
"""Near-ties named in the headline; the rest are counted."""


def sentences(
    options: pd.DataFrame, journeys: pd.DataFrame, names: Mapping[str, str], *, period_years: int, near_tie_share: float
) -> tuple[str, ...]:
    """The verdict, headline first. `options` is ranked; `names` gives each authority's name."""
    best = options.iloc[0]
    return (
        _headline(best, period_years),
        _near_ties(options, near_tie_share),
        _against_do_nothing(options),
        *_what_would_change_it(options),
        _capacity(best),
        *_journeys(best, journeys, names),
        _firmness(best),
    )


def _share(value: float) -> str:
    return wording.number(value, wording.SHARE)


def _minutes(value: float) -> str:
    return wording.number(value, wording.MINUTES, plus=True)


def _rate(value: float) -> str:
    return f"£{wording.number(value, wording.RATE)}"


def _name(row: "pd.Series[object]") -> str:
    return "doing nothing" if row["option_id"] == DO_NOTHING else str(row["option"])


def _headline(best: "pd.Series[object]", years: int) -> str:
    total = wording.pounds(best["total_npc_gbp"], nearest_1000=True)
    if best["option_id"] == DO_NOTHING:
        return f"Doing nothing costs least over {years} years: {total}. No shared site does better on these figures."
    return f"{best['option']} costs least over {years} years: {total}, with the staff's travel time counted."


def _near_ties(options: pd.DataFrame, share: float) -> str:
    ties = options[options["verdict"] == "near-tie"]
    if ties.empty:
        return f"No other option comes within {_share(share)} of it."
    named = [_name(row) for _, row in ties.head(NAMED).iterrows()]
    more = len(ties) - len(named)
    words = "; ".join(named) + (f"; and {more} more" if more > 0 else "")
    return f"It cannot be told apart on this evidence from {words}: within {_share(share)} of its cost."


def _against_do_nothing(options: pd.DataFrame) -> str:
    stay = options[options["option_id"] == DO_NOTHING].iloc[0]
    if int(stay["rank"]) == 1:
        move = options[options["option_id"] != DO_NOTHING].iloc[0]
        return f"The cheapest move, {move['option']}, costs {wording.pounds(move['above_best_gbp'], nearest_1000=True)} more."
    return (
        f"Doing nothing ranks {int(stay['rank'])} of {int((options['verdict'] != 'cannot be had').sum())} and costs "
        f"{wording.pounds(stay['above_best_gbp'], nearest_1000=True)} more."
    )


def _what_would_change_it(options: pd.DataFrame) -> list[str]:
    best, rivals = options.iloc[0], options[options["verdict"] != "cannot be had"].iloc[1:]
    if rivals.empty:
        return []
    rival, lead = rivals.iloc[0], float(best["rent_change_to_lead_gbp_per_m2_per_year"])
    found = [
        f"The lead passes to {_name(rival)} if rent at {_where(best)} is more than "
        f"{_rate(lead)} a m² a year above the figure used, all else unchanged."
    ]
    lag = float(rival["rent_change_to_lead_gbp_per_m2_per_year"])
    found.append(f"The same follows if rent at {_where(rival)} is {_rate(-lag)} a m² a year lower.")
    return found


def _where(row: "pd.Series[object]") -> str:
    return "the present centres" if row["option_id"] == DO_NOTHING else str(row["option"])


def _capacity(best: "pd.Series[object]") -> str:
    needed, held = int(best["workstations_needed"]), int(best["workstations_available"])
    if held < needed:
        return f"It needs {needed} workstations; the floor area holds {held}, {needed - held} short."
    return f"It needs {needed} workstations; the floor area holds {held}."


def _journeys(best: "pd.Series[object]", journeys: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    if best["option_id"] == DO_NOTHING:
        return ["Nobody's journey changes."]
    rows = journeys[(journeys["option_id"] == best["option_id"]) & (journeys["employer"] != "all")]
    return [
        f"{names[str(row['employer'])]} staff: one-way journeys change by {_minutes(row['change_minutes_mean'])} "
        f"minutes on average; about {_share(row['worse_15_share'])} are more than 15 minutes worse off, about "
        f"{_share(row['worse_30_share'])} more than 30."
        for _, row in rows.iterrows()
    ]


def _firmness(best: "pd.Series[object]") -> str:
    return (
        f"Of the money behind it, {_share(best['sourced_share'])} rests on sourced figures, "
        f"{_share(best['assumed_share'])} on assumed and {_share(best['illustrative_share'])} on "
        "illustrative ones."
    )
