"""Rules on which sites open. Each is a function whose first line is the rule in an officer's words."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from feasibility.measures import Bound, Measure
from feasibility.rules.given import Given
from feasibility.seats.erlang import ceiling

METRES_PER_KM = 1000
SITES_NAMED = 4
"""Most sites that a sentence names one by one."""


def must_open(given: Given) -> Iterator[Bound]:
    """A site that the scenario names opens."""
    for site in given.rules.must_open or ():
        yield _on_number(given, f"must-open-{site}", "rules.must_open", [site], f"{site} opens", least=1)


def must_close(given: Given) -> Iterator[Bound]:
    """A site that the scenario names does not open."""
    for site in given.rules.must_close or ():
        yield _on_number(given, f"must-close-{site}", "rules.must_close", [site], f"{site} does not open", most=0)


def at_most(given: Given) -> Iterator[Bound]:
    """No more than so many of these sites open."""
    for name, chosen in given.rules.at_most.items():
        words = f"At most {chosen.count} of {name} ({', '.join(chosen.sites)}) open"
        yield _on_number(given, f"at-most-{name}", f"rules.at_most.{name}", chosen.sites, words, most=chosen.count)


def at_least(given: Given) -> Iterator[Bound]:
    """So many of these sites open, or more."""
    for name, chosen in given.rules.at_least.items():
        words = f"At least {chosen.count} of {name} ({', '.join(chosen.sites)}) open"
        yield _on_number(given, f"at-least-{name}", f"rules.at_least.{name}", chosen.sites, words, least=chosen.count)


def not_together(given: Given) -> Iterator[Bound]:
    """These sites do not open together."""
    for number, sites in enumerate(given.rules.not_together or (), start=1):
        words = f"{' and '.join(sites)} do not open together"
        if len(sites) > 2:
            words = f"No two of {', '.join(sites)} open together"
        yield _on_number(given, f"not-together-{number}", "rules.not_together", sites, words, most=1)


def per_authority(given: Given) -> Iterator[Bound]:
    """No more than so many sites open in one authority; a site outside the partners counts to none."""
    most = given.rules.sites_per_authority_max
    if most is None:
        return
    for authority, settings in given.settings.authority.items():
        there = [str(site) for site in given.sides.index[given.sides == authority]]
        words = f"At most {most} of the sites in {settings.name} open{'s' if most == 1 else ''}"
        yield _on_number(
            given, f"per-authority-{authority}", "rules.sites_per_authority_max", there, words, most=most
        )  # fmt: skip


def step_free_only(given: Given) -> Iterator[Bound]:
    """Only sites that are known to be step-free open."""
    if given.rules.step_free_only:
        yield _known_only(given, "step_free", "step-free")


def network_ready_only(given: Given) -> Iterator[Bound]:
    """Only sites that are known to be on the partners' network by the move open."""
    if given.rules.network_ready_only:
        yield _known_only(given, "network_ready", "network-ready")


def tenures_allowed(given: Given) -> Iterator[Bound]:
    """Only sites held in one of the ways allowed open."""
    allowed = given.rules.tenures_allowed
    if allowed is None:
        return
    tenures = given.sites.loc[given.problem.sites.index, "tenure"]
    shut = [str(site) for site in tenures.index[~tenures.isin(allowed)]]
    told = f"; shuts out {', '.join(shut)}" if shut else ""
    words = f"Only sites whose tenure is {' or '.join(allowed)} open{told}"
    yield _on_number(given, "tenures-allowed", "rules.tenures_allowed", shut, words, most=0)


def _known_only(given: Given, column: str, word: str) -> Bound:
    """Not known counts as no, and the sentence says of which sites that is so."""
    answers = given.sites.loc[given.problem.sites.index, column]
    told = [
        f"{of} {', '.join(map(str, answers.index[answers == answer]))}"
        for answer, of in (("no", "shuts out"), ("", "not known, which counts as no, of"))
        if (answers == answer).any()
    ]
    words = "; ".join([f"Only {word} sites open", *told])
    shut = [str(site) for site in answers.index[answers != "yes"]]
    return _on_number(given, f"{word}-only", f"rules.{column}_only", shut, words, most=0)


def seats_left(given: Given) -> Iterator[Bound]:
    """When any one site fails, the others hold at least this share of the workstations needed.

    They hold what their floor does. The bound on the others of a site that is not open asks for nothing: whatever is
    open holds everybody.
    """
    share = given.rules.seats_left_share_min
    if share is None:
        return
    held = given.problem.sites["workstations_max"].astype(float)
    least = ceiling(share * given.problem.workstations_needed)
    words = f"hold {least} workstations or more ({share:.0%} of those needed)"
    for site in held.index:
        yield Bound(
            bound_id=f"seats-left-{site}",
            rule="rules.seats_left_share_min",
            measure=Measure(opened=held.drop(site)),
            unit="workstations",
            sentence=f"The sites left when {site} fails {words}",
            least=float(least),
        )


def fallback(given: Given) -> Iterator[Bound]:
    """Every site that opens has a fallback within this many kilometres: another open site, or a place kept for it."""
    km_max = given.rules.fallback_km_max
    if km_max is None:
        return
    km = _km_between(given)
    kept = given.sites.index[given.sites["fallback"] == "yes"]
    for site in given.problem.sites.index:
        near = [str(other) for other in km.columns if other != site and km.at[site, other] <= km_max]
        if not kept.isin(near).any():
            others = [other for other in near if other in given.problem.sites.index]
            yield Bound(
                bound_id=f"fallback-{site}",
                rule="rules.fallback_km_max",
                measure=Measure(opened=pd.Series({**dict.fromkeys(others, 1.0), str(site): -1.0})),
                unit="sites",
                sentence=f"If {site} opens, so does {_one_of(others)} within {km_max:g} km of it",
                least=0.0,
            )


def _one_of(sites: Sequence[str]) -> str:
    """Other sites in words; of many their number alone."""
    if not sites:
        return "another site, and none stands"
    return f"another site ({', '.join(sites) if len(sites) <= SITES_NAMED else f'one of {len(sites)}'})"


def _km_between(given: Given) -> pd.DataFrame:
    """Straight kilometres from each site of the problem to each site of the study."""
    x, y = (getattr(given.sites.geometry, axis).to_numpy(dtype=float) for axis in "xy")
    rows = given.sites.index.get_indexer(given.problem.sites.index)
    metres = np.hypot(x[rows][:, None] - x, y[rows][:, None] - y)
    return pd.DataFrame(metres / METRES_PER_KM, index=given.problem.sites.index, columns=given.sites.index)


def _on_number(
    given: Given, bound_id: str, rule: str, sites: Iterable[str], words: str, *,
    least: float = float("-inf"), most: float = float("inf"),
) -> Bound:  # fmt: skip
    """A rule on how many of some sites open; those that the problem does not have cannot."""
    known = [site for site in sites if site in given.problem.sites.index]
    opened = Measure(opened=pd.Series(1.0, index=known, dtype=float))
    return Bound(bound_id, rule, opened, "sites", words, least, most)
