"""Where each place stands in the ranking: the one thing its marker shows."""

import re
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from feasibility.appraisal import ranking
from feasibility.publication.release import Release

Kind = Literal["best", "near-tie", "behind", "unavailable", "present", "excluded"]

KIND_WORDS: dict[Kind, str] = {
    "best": "Used by the best option",
    "near-tie": "Used by a near-tie: within the margin of the best",
    "behind": "Other place considered",
    "unavailable": "Place in no option that can be had",
    "present": "Contact centre now",
    "excluded": "Left out",
}
"""What each marker means, in the order of the legend."""

_VERDICT_KIND: dict[str, Kind] = {"best": "best", "near-tie": "near-tie", "behind": "behind"}
_SITE_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True)
class Standing:
    """A place and the best option that uses it."""

    site_id: str
    name: str
    kind: Kind
    option_id: str
    """The best option that uses the place; blank where there is none."""
    rank: int
    """Rank of that option; 0 where no option that can be had uses the place."""

    @property
    def mark(self) -> str:
        """What stands in the marker: the rank, a cross where left out, a dash where no option can be had."""
        if self.rank:
            return str(self.rank)
        return "×" if self.kind == "excluded" else "–"


def sites_of(option_sites: str) -> tuple[str, ...]:
    """The ids in the `sites` cell of an option, whatever stands between them."""
    return tuple(_SITE_ID.findall(option_sites))


def standings(release: Release) -> tuple[Standing, ...]:
    """Every place, ranked ones first by the rank of the best option using them, then by name."""
    options = release.tables["options"].sort_values("rank", kind="stable")
    had = ranking.had(options)
    best_use = _first_use(had)
    any_use = _first_use(options)
    found = []
    for site in release.tables["sites"].to_dict("records"):
        site_id = str(site["site_id"])
        option_id, rank, verdict = best_use.get(site_id, (any_use.get(site_id, ("", 0, ""))[0], 0, ""))
        if site["present_of"]:
            kind: Kind = "present"
        elif not site["considered"]:
            kind = "excluded"
        else:
            kind = _VERDICT_KIND.get(verdict, "unavailable")
        found.append(Standing(site_id, str(site["name"]), kind, option_id, rank))
    return tuple(sorted(found, key=lambda s: (s.rank or 10**6, s.kind == "excluded", s.name, s.site_id)))


def _first_use(options: pd.DataFrame) -> dict[str, tuple[str, int, str]]:
    first: dict[str, tuple[str, int, str]] = {}
    for option in options.to_dict("records"):
        for site_id in sites_of(str(option["sites"])):
            first.setdefault(site_id, (str(option["option_id"]), int(option["rank"]), str(option["verdict"])))
    return first


def shown_first(release: Release) -> str:
    """The option that maps show before a reader chooses: the best that moves anybody, else the best there is.

    Doing nothing changes no journey, so a map of it would show nothing.
    """
    options = release.tables["options"].sort_values("rank", kind="stable")
    had = ranking.had(options)
    moves = ranking.moves(had)
    return str((moves if len(moves) else had)["option_id"].iloc[0])


def shown_second(release: Release) -> str:
    """The option shown beside the first when two are compared: the next best that moves anybody to other places.

    Where there is no other that moves anybody, the best of all the rest; where there is but one option, that one.
    """
    options = release.tables["options"].sort_values("rank", kind="stable")
    had = ranking.had(options)
    first = shown_first(release)
    places = had.set_index("option_id")["sites"]
    others = ranking.moves(had)
    others = others[others["sites"] != places[first]]
    rest = others if len(others) else had[had["option_id"] != first]
    return str(rest["option_id"].iloc[0]) if len(rest) else first
