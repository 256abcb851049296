"""The verdict in words: how firmly the draws separate the options, and what to find out next.

The words follow from shares of draws, as whole per cents, and from nothing else. They never say how likely an option is
to be right: a draw is a draw of the figures that have a stated distribution, and the rest stand as stated.
"""

from collections.abc import Mapping
from typing import Any

from feasibility import wording
from feasibility.options import DO_MINIMUM, DO_NOTHING
from feasibility.robustness import phrases, to_find_out, unless
from feasibility.robustness.firmness import Firmness
from feasibility.robustness.phrases import NAMED

FIRM_SHARE = 0.90
"""Best in so many draws and more, an option is firm: nine times in ten. With the next, the limits of `very likely` and
`likely` in the guidance note of the Intergovernmental Panel on Climate Change on uncertainties (2010), the scale of
its kind that is best known; taken for shares of draws here, not for chances of being right."""
LEANING_SHARE = 0.66
"""Best in so many and fewer than `FIRM_SHARE`, the draws lean to it: two in three. Below, nothing is separated."""
NEAR_SHARE = 0.50
"""A near-tie in more draws than not: the order may be firm, the difference is small."""
NOT_HAD_SHARE = 0.01
"""Said of an option that cannot be had in so many draws and more: in a whole per cent."""
DRAWS_LEAST = 30
"""Of fewer draws nothing is said: by the rule of three even a share of all of them could be under `FIRM_SHARE`."""
SIGMAS = 2.0
"""A share within so many standard errors of a limit could lie on its other side (95 % confidence)."""
AS_NOW = (DO_NOTHING, DO_MINIMUM)
"""Options in which nothing is shared."""
NOT_ASKED = (
    "How firm the order is has not been tried: no draws are asked for, or no figure has a stated distribution.",
)  # fmt: skip
ROUGH = (
    "Rules, teams, sizes of space, parking or a third site shape the seats, and they stay as planned in every draw: an "
    "option that they do not fit counts as one that cannot be had, and no rule is held against a draw anew, so that "
    "every share here is rough."
)
"""Said where that is true of options nearest to being best."""
Row = dict[str, Any]


def sentences(
    found: Firmness | None, names: Mapping[str, str], site_names: Mapping[str, str] | None = None, *, rough: str = ""
) -> tuple[str, ...]:
    """The verdict, headline first; `NOT_ASKED` where nothing was drawn.

    `names` gives each option within a sentence, `site_names` each site. `rough`, where seats stay as planned although
    draws might move them, tells how far the draws are out.
    """
    if found is None:
        return NOT_ASKED
    by_id = {str(row["option_id"]): dict(row) for row in found.options.to_dict("records")}
    if sum(row["same_as"] == "" and row["not_had_share"] < 1 for row in by_id.values()) == 1:
        only = wording.capital(names[found.most_often])
        return (f"{only} is the only option that can be had in any draw: there is nothing to hold it against.",
                _scope(found))  # fmt: skip
    if found.draws < DRAWS_LEAST:
        few = f"{wording.counted(found.draws, 'draw')} {'is' if found.draws == 1 else 'are'} too few"
        return (f"{few} to say how firm the order is: ask for {DRAWS_LEAST} at least, and for 10,000 to know shares to "
                "one percentage point.", _scope(found))  # fmt: skip
    open_still = firm(float(by_id[found.most_often]["best_share"])) == "not separated"
    headline, *more = _headline(found, by_id, names)
    return (
        f"Roughly, with seats as planned: {headline}" if rough else headline,
        *more,
        *((f"{ROUGH} {rough}",) if rough else ()),
        *_near(found, by_id, names),
        *_limits(found, by_id),
        *(to_find_out.separating(found) if open_still else ()),
        *unless.sentences(found, names),
        *_standing(found, by_id, site_names or {}),
        *_not_had(found, by_id, names),
        *_choices(found, by_id, names),
        *to_find_out.next_ones(found),
        _scope(found),
    )


def firm(share: float) -> str:
    """What a share of draws is called: `firm`, `leaning` or `not separated`, by the whole per cent shown."""
    if phrases.whole(share) >= FIRM_SHARE:
        return "firm"
    return "leaning" if phrases.whole(share) >= LEANING_SHARE else "not separated"


def not_separated(found: Firmness) -> list[str]:
    """Ids of the fewest options of which one is best in `FIRM_SHARE` of draws, the most frequent first."""
    shares = found.options.set_index("option_id")["best_share"]
    before = shares.cumsum() - shares
    return [str(option_id) for option_id in shares.index[(before < FIRM_SHARE) & (shares > 0)]]


def _headline(found: Firmness, by_id: Mapping[str, Row], names: Mapping[str, str]) -> list[str]:
    often = by_id[found.most_often]
    share = float(often["best_share"])
    name, where = names[found.most_often], phrases.of_draws(share, found.draws)
    verdict = firm(share)
    if found.leader != found.most_often:
        other = wording.capital(names[found.leader])
        said = [f"{other} costs least on the figures as stated, but {name} is best in more draws: {where}, against "
                f"{phrases.share(float(by_id[found.leader]['best_share']))}."]  # fmt: skip
        if verdict == "firm":
            return [*said, "The stated figures lie to one side of what is said of them: look at them before choosing."]
        if verdict == "leaning":
            return [*said, f"The draws lean to {name} and do not settle it."]
        return [*said, _open(found, by_id, names)]
    drawn = f"of the {wording.counted(found.drawn, 'figure')} that {_have(found.drawn)} a stated distribution"
    if verdict == "firm":
        by = ", by a small lead" if _near(found, by_id, names) else ""
        return [f"{wording.capital(name)} is best and stays best in {where} {drawn}{by}."]
    if verdict == "leaning":
        return [f"{wording.capital(name)} is best on the figures as stated and in {where} {drawn}: the evidence leans "
                "to it and does not settle it."]  # fmt: skip
    return [_open(found, by_id, names)]


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _open(found: Firmness, by_id: Mapping[str, Row], names: Mapping[str, str]) -> str:
    level = not_separated(found)
    first = float(by_id[level[0]]["best_share"])
    told = [f"{names[i]} in {phrases.share(float(by_id[i]['best_share']))}" for i in level[:NAMED]]
    subject = wording.capital(phrases.listed([names[i] for i in level], NAMED))
    if len(level) > NAMED:
        return (f"{subject} cannot be separated on this evidence: none is best in more than "
                f"{phrases.of_draws(first, found.draws)}.")  # fmt: skip
    return f"{subject} cannot be separated on this evidence: best is {phrases.listed(told, NAMED)} of draws."


def _near(found: Firmness, by_id: Mapping[str, Row], names: Mapping[str, str]) -> list[str]:
    """Where one option is firm or leant to, and others are near-ties of the best in most draws."""
    if firm(float(by_id[found.most_often]["best_share"])) == "not separated":
        return []
    near = [
        row for option_id, row in by_id.items()
        if option_id not in _itself(found.most_often) and row["same_as"] == "" and row["near_best_share"] > NEAR_SHARE
    ]  # fmt: skip
    if not near:
        return []
    near.sort(key=lambda row: -float(row["near_best_share"]))
    who = phrases.listed([names[str(row["option_id"])] for row in near], NAMED)
    within = f"{100 * found.near_tie_share:g}%"
    come = "comes" if len(near) == 1 else "come"
    return [f"The difference is small: {who} {come} within {within} of the best in most draws, and figures that are "
            "not drawn could outweigh it."]  # fmt: skip


def _itself(option_id: str) -> tuple[str, ...]:
    """The option, and, where it leaves things as now, the other way of doing so, which is no near-tie worth naming."""
    return AS_NOW if option_id in AS_NOW else (option_id,)


def _limits(found: Firmness, by_id: Mapping[str, Row]) -> list[str]:
    row = by_id[found.most_often]
    for limit in (FIRM_SHARE, LEANING_SHARE):
        changes = limit - phrases.PER_CENT / 2
        if abs(float(row["best_share"]) - changes) < SIGMAS * float(row["best_error_share"]):
            return [f"That share lies so near {phrases.share(limit)}, where the words change, that other draws could "
                    "put it on the other side."]  # fmt: skip
    return []


def _standing(found: Firmness, by_id: Mapping[str, Row], site_names: Mapping[str, str]) -> list[str]:
    """What the best options of nearly all draws have in common, where no option is firm by itself."""
    if firm(float(by_id[found.most_often]["best_share"])) == "firm":
        return []
    parts = [dict(row) for row in found.parts.to_dict("records") if firm(float(row["best_share"])) == "firm"]
    told = [_part(row, site_names) for row in parts]
    if not told:
        return []
    return [f"What does stand: {wording.joined(tuple(told[:NAMED]))}."]


def _part(row: Row, site_names: Mapping[str, str]) -> str:
    share, part = phrases.share(float(row["best_share"])), str(row["part"])
    where = f"in the best option of {share} of draws"
    if row["kind"] == "moving":
        return f"{part} {where}"
    if row["kind"] == "way":
        return f"the way of working is {part} {where}"
    return f"{site_names.get(part, part)} is shared {where}"


def _not_had(found: Firmness, by_id: Mapping[str, Row], names: Mapping[str, str]) -> list[str]:
    rows = [by_id[option_id] for option_id in dict.fromkeys([found.leader, found.most_often])]
    return [
        f"{wording.capital(names[str(row['option_id'])])} cannot be had in "
        f"{phrases.share(float(row['not_had_share']))} of draws; whether it can is itself not known."
        for row in rows if float(row["not_had_share"]) >= NOT_HAD_SHARE
    ]  # fmt: skip


def _choices(found: Firmness, by_id: Mapping[str, Row], names: Mapping[str, str]) -> list[str]:
    """Whether other rules of choice choose the same."""
    worst = wording.pounds(float(by_id[found.least_regret]["regret_max_gbp"]), nearest_1000=True)
    of_worst = f"its worst draw leaves it {worst} above the best of that draw"
    if found.most_often == found.least_expected == found.least_regret:
        it = wording.capital(names[found.most_often])
        return [f"{it} also has the lowest mean cost and the least regret: {of_worst}."]
    if found.least_expected == found.least_regret:
        both = names[found.least_expected]
        return [f"By the lowest mean cost and by the least regret the choice is {both}: {of_worst}."]
    return [f"By the lowest mean cost the choice is {names[found.least_expected]}; by the least regret it is "
            f"{names[found.least_regret]}: {of_worst}."]  # fmt: skip


def _scope(found: Firmness) -> str:
    drawn, rest = (wording.counted(count, "figure") for count in (found.drawn, found.scope.not_drawn))
    besides = f", and of {wording.joined(found.scope.besides)}" if found.scope.besides else ""
    were = "was" if found.scope.not_drawn == 1 else "were"
    return (
        f"These are shares of {wording.counted(found.draws, 'draw')} of {drawn} with a stated distribution{besides}, "
        f"and say nothing of whether the distributions are right; {rest} of the register {were} not drawn and stood as "
        "stated."
    )
