"""How firm the answer is: the options over all draws, the leaders two by two, and what the best of each draw share."""

import pandas as pd

from feasibility import wording
from feasibility.appraisal import ranking
from feasibility.options import STAYING
from feasibility.publication.release import Release
from feasibility.publication.views.options import had, single_site
from feasibility.publication.views.view import Column, View, named, option_names, site_names, tabulate
from feasibility.robustness import phrases
from feasibility.robustness.words import NOT_ASKED, SIGMAS

NEAR_LEAST_SHARE = 0.05
"""Shown is an option that is best or a near-tie in so many draws and more: 1 in 20, as rare as the ends that are told
of each cost."""
SHOWN_MAX = 12
"""Of those, the first so many: with the ways of staying and the cheapest moves, what one printed page holds."""
PART_LEAST_SHARE = 0.01
"""Parts of the best options, and pairs of options, are shown from a whole per cent of draws on."""
POINTS = 100
_KINDS = {"moving": "Whether staff move", "way": "Way of working", "site": "Place shared"}


def sentences(release: Release) -> tuple[str, ...]:
    """The verdict over all draws, headline first; one that says so where no draws were asked for."""
    return release.firmness_words or NOT_ASKED


def what_a_share_is(release: Release) -> str:
    """What a share of draws is and is not; blank where nothing was drawn."""
    if release.tables["robustness"].empty:
        return ""
    return (
        "In a draw every figure with a stated distribution takes a value from it, all at once, and every option is "
        "priced with the same values. A share of draws says how often an option comes out cheapest. It is not the "
        "chance that the option is right: the distributions are judgements too, and what is not drawn may be wrong "
        "as well."
    )


def options(release: Release) -> View:
    """How often each option that matters is best, and what choosing it could cost."""
    table = shown(release)
    return tabulate(
        table, "How often each option is best, and what choosing it may cost",
        (
            _OPTION,
            Column("best_share", "Best", "Share of draws", _share),
            Column("near_best_share", "Best or near-tie", "Share of draws", _share),
            Column("not_had_share", "Cannot be had", "Share of draws", _share),
            Column("regret_mean_gbp", "Mean", "Regret (£)", wording.thousands),
            Column("regret_p95_gbp", "1 draw in 20 is worse", "Regret (£)", wording.thousands),
            Column("regret_max_gbp", "Worst draw", "Regret (£)", wording.thousands),
        ),
        row_heading="option", note=_rule(release, table),
    )  # fmt: skip


def costs(release: Release) -> View:
    """What the same options cost over the draws, and how far that is from doing nothing."""
    cost, above = "Total net present cost (£)", "Above doing nothing in the same draw (£)"
    return tabulate(
        shown(release), "What these options cost over the draws",
        (
            _OPTION,
            *(Column(f"npc_p{at}_gbp", f"{at}%", cost, wording.thousands) for at in (5, 50, 95)),
            *(Column(f"difference_p{at}_gbp", f"{at}%", above, wording.thousands) for at in (5, 50, 95)),
        ),
        row_heading="option",
        note="5% of draws lie below the first figure, half below the second and 5% above the third. Much of what "
        "moves a cost moves that of doing nothing alike, so the differences are the sharper figures.",
    )  # fmt: skip


def pairs(release: Release) -> View:
    """The best option as stated against each of its rivals, and those that are best often enough, each pair once."""
    table, names = release.tables["robustness_pairs"], option_names(release)
    best_share = release.tables["robustness"].set_index("option_id")["best_share"]
    seldom = [str(option_id) for option_id in best_share.index[best_share < PART_LEAST_SHARE]]
    kept = table[~table[["option_id", "rival"]].isin(seldom).any(axis=1) | (table["option_id"] == _first(table))]
    both = [frozenset(pair) for pair in kept[["option_id", "rival"]].itertuples(index=False, name=None)]
    once = kept[~pd.Series(both, index=kept.index, dtype="object").duplicated()]
    return tabulate(
        once.assign(option=named(once["option_id"], names) + ", against", rival=named(once["rival"], names)),
        "The leaders two by two",
        (
            Column("rival", "Rival"),
            Column("cheaper_share", "Cheaper than the rival in (share of draws)", write=_share),
            *(
                Column(f"difference_{name}_gbp", words, "Its cost less the rival's (£)", wording.thousands)
                for name, words in (("p5", "5%"), ("mean", "Mean"), ("p95", "95%"))
            ),
        ),
        row_heading="rival", by="option",
        note="Below nought it costs less than the rival. Only draws in which both can be had make the differences; one "
        "that alone can be had counts as the cheaper. Pairs of options each best in under 1% of draws are in "
        "robustness_pairs.csv.",
    )  # fmt: skip


def parts(release: Release) -> View:
    """What the best options of the draws have in common."""
    table = release.tables["winning_parts"]
    shown = table[table["best_share"] >= PART_LEAST_SHARE]
    left = len(table) - len(shown)
    words = named(shown["part"], site_names(release)).map(wording.capital)
    more = f" Parts in fewer than 1% of draws: {left}, in winning_parts.csv." if left else ""
    return tabulate(
        shown.assign(part=words, kind=shown["kind"].map(_KINDS)), "What the best options of the draws have in common",
        (Column("part", "Part"), Column("best_share", "In the best option of (share of draws)", write=_share)),
        row_heading="part", by="kind",
        note="Many options alike each win seldom, and what they share may yet stand firm. An option may share several "
        f"places, so their shares may add up to more than all.{more}",
    )  # fmt: skip


_OPTION = Column("option", "Option")


def _share(_: str, value: float) -> str:
    return phrases.share(value)


def _first(pairs: pd.DataFrame) -> str:
    """The best option on the figures as stated, with which the table begins; blank where it is empty."""
    return "".join(pairs["option_id"].head(1))


def shown(release: Release) -> pd.DataFrame:
    """Options best or near-ties often enough, the ways of staying, the cheapest move and the cheapest single site."""
    table = release.tables["robustness"]
    apart = table[table["same_as"] == ""]
    often = apart[apart["near_best_share"] >= NEAR_LEAST_SHARE].head(SHOWN_MAX)
    stated = had(release)
    always = [*STAYING, *ranking.moves(stated)["option_id"].head(1), *single_site(stated)["option_id"]]
    same_as = dict(zip(table["option_id"], table["same_as"], strict=True))
    return table[table["option_id"].isin([*often["option_id"], *(same_as.get(i) or i for i in always)])]


def _rule(release: Release, shown: pd.DataFrame) -> str:
    """Which options are shown, how many are not, and what chance may do to the shares."""
    error = SIGMAS * float(shown["best_error_share"].max()) if len(shown) else 0.0
    left = len(release.tables["robustness"]) - len(shown)
    others = f"{wording.counted(left, 'other option')} {'is' if left == 1 else 'are'}"
    rest = f" {others} in robustness.csv alone." if left else ""
    return (
        f"Shown are the options best or near-ties in {wording.number(NEAR_LEAST_SHARE, wording.SHARE)} of draws and "
        f"more, at most {SHOWN_MAX}, the ways in which nobody moves, the cheapest move and the cheapest single site on "
        f"the figures as stated.{rest} Regret is what choosing the option now costs above the best of the same draw; "
        "where it cannot be had, all is left as it is. Chance alone puts a share of draws best out by "
        f"{wording.number(POINTS * error, wording.TENTHS)} percentage points at most (95% confidence)."
    )
