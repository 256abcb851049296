"""The trial of a study into its tables and its sentences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from feasibility.appraisal.verdict.names import name
from feasibility.enumeration import Found
from feasibility.question import Question
from feasibility.robustness import distributions, draws, firmness, redrawn, tornado, words
from feasibility.robustness.firmness import Firmness, Scope
from feasibility.robustness.trial import Trial, tried
from feasibility.tables import PUBLISHED, empty

TABLES = (
    "robustness", "robustness_pairs", "winning_parts", "unknowns", "unknowns_together", "find_out", "robustness_draws",
    "redrawn",
)  # fmt: skip
"""The tables by their published name."""


@dataclass(frozen=True)
class Robustness:
    """How firm the answer is, as it may be published: nothing in it is of fewer people than an option's total is."""

    tables: Mapping[str, pd.DataFrame]
    sentences: tuple[str, ...]
    """Headline first."""
    asides: tuple[str, ...]
    """How the draws were made, and how far the quick way is out."""
    warnings: tuple[str, ...]
    """What was not drawn although the register gives it a distribution."""


def found(asked: Question, sound: Sequence[Found], ranked: pd.DataFrame, say: Callable[[str], None]) -> Robustness:
    """The trial of the options that can be had, which `ranked` (tables.OptionsTable) puts in order.

    Raises `InputError` for distributions and correlations that cannot be.
    """
    settings = asked.scenario.robustness
    warnings = tuple(distributions.held(asked.register)) if settings.draws else ()
    trial = tried(asked, sound, say)
    if trial is None:
        return Robustness({key: empty(PUBLISHED[key]) for key in TABLES}, words.sentences(None, {}), (), warnings)
    options = [item.option for item in sound if item.option.option_id in trial.totals.gbp]
    swings = tornado.swings(trial.known, options, trial.distributions, trial.totals.now_gbp)
    firm = firmness.found(
        trial.totals, trial.draws, trial.distributions, options,
        near_tie_share=asked.scenario.options.near_tie_share, scope=_scope(asked, trial), seed=settings.seed,
        swings=swings,
    )  # fmt: skip
    names = {str(row["option_id"]): name(row) for _, row in ranked.iterrows()}
    again = redrawn.redrawn_table(trial.totals.gbp, trial.again)
    told = redrawn.summary(again)
    return Robustness(
        tables=_tables(firm) | {
            "robustness_draws": draws.summary(trial.distributions, trial.draws, settings), "redrawn": again,
        },
        sentences=words.sentences(
            firm, names, asked.inputs.sites["name"].to_dict(), rough=told or redrawn.NONE if trial.rough else ""
        ),
        asides=(*trial.words, *([told] if told else [])),
        warnings=warnings,
    )  # fmt: skip


def _tables(firm: Firmness) -> dict[str, pd.DataFrame]:
    return {
        "robustness": firm.options, "robustness_pairs": firm.pairs, "winning_parts": firm.parts,
        "unknowns": firm.unknowns, "unknowns_together": firm.together, "find_out": firm.find_out,
    }  # fmt: skip


def _scope(asked: Question, trial: Trial) -> Scope:
    """Figures of the register that stand as stated in every draw, and what is drawn besides."""
    register, settings = asked.register, asked.scenario.robustness
    figures = register[(register["low"] != "") & (register["high"] != "")]["assumption_id"]
    besides = ["the staff"] if settings.staff_resampled else []
    if any(settings.journey_error_minutes.model_dump().values()):
        besides.append("the errors of journeys")
    return Scope(not_drawn=int((~figures.isin(trial.draws.columns)).sum()), besides=tuple(besides))
