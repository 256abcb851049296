"""Critical success factors of every place: each a written test, and what was found in words; and its colour."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from feasibility import wording
from feasibility.appraisal.ranking import had, moves
from feasibility.enumeration import AGAINST_RULES, TOO_LATE
from feasibility.publication.release import Release
from feasibility.publication.views.dates import day
from feasibility.publication.views.view import named
from feasibility.publication.views.withheld import IN_EXEMPT_PART, text

PASS, FAIL, UNKNOWN = "Pass", "Fail", "Not known"
ON_ILLUSTRATIVE = "Pass, illustrative"
"""A pass that rests on a figure that only shows the method."""
YES_OR_NO = re.compile(r"(yes|no)\s*([,.:;]|$)", re.IGNORECASE)
"""`No: two steps` is an answer, `No building was named` is none."""
TENURES = {"leased": "Leased", "owned": "Owned by a council", "nhs": "Held by the NHS", "unknown": UNKNOWN}
RAG_RULE = (
    "Red: a factor fails. Amber: none fails, but one is not known or rests on an illustrative figure. Green: every "
    "factor is passed on sourced or assumed figures."
)


@dataclass(frozen=True)
class Factor:
    """A critical success factor: what is asked of every place, whatever else speaks for it."""

    key: str
    name: str
    test: str


@dataclass(frozen=True)
class Finding:
    """What a test found of one place."""

    state: str
    why: str
    firm: bool = True
    """False where it rests on an illustrative figure."""

    @property
    def word(self) -> str:
        """The finding in a word or two."""
        return ON_ILLUSTRATIVE if self.state == PASS and not self.firm else self.state


@dataclass(frozen=True)
class Place:
    """One place and what the tables of a release say of it."""

    row: "pd.Series[object]"
    using: pd.DataFrame
    """Options in which staff move to it, alone or beside another place; best first."""
    facts: Mapping[str, "pd.Series[object]"]
    starts: pd.DataFrame
    """Beginnings of its leases."""

    @property
    def possible(self) -> pd.DataFrame:
        """Those of `using` that can be had."""
        return had(self.using)

    def fact(self, name: str) -> str:
        """A fact in words; blank where it is not known."""
        value = text(self.facts[name]["value"]).strip() if name in self.facts else ""
        return "" if value.lower().startswith(wording.MISSING) else value


FACTORS = (
    Factor("area", "Study area", "It stands in a partner's area and within the corridor along the shared border, or is "
           "a present centre that the study keeps in."),
    Factor("had", "Availability", "It is a present centre, or a lease of it begins, or it is said to be free, in time "
           "for the move."),
    Factor("room", "Room", "It holds the workstations needed, by itself or beside another place."),
    Factor("reach", "Reach", "Every member of staff whose journey is known can get there, in at least one option that "
           "uses it."),
    Factor("tenure", "Tenure", "It is known how the space would be held, and no rule of the study shuts the place "
           "out."),
    Factor("step_free", "Step-free", "It is step-free from the street to a desk."),
    Factor("network", "Network", "It is on the partners' network by the move."),
)  # fmt: skip


def places(release: Release) -> dict[str, Place]:
    """Site id to what is known of the place, in the order of the table of sites."""
    sites, facts, leases = (release.tables[name] for name in ("sites", "site_facts", "lease_events"))
    options = moves(release.tables["options"]).sort_values(["rank", "option_id"])
    used = options["sites"].str.split(" ")
    starts = leases[leases["event"] == "start"]
    return {
        str(row["site_id"]): Place(
            row=row,
            using=options[[row["site_id"] in site_ids for site_ids in used]],
            facts={str(fact["fact"]): fact for _, fact in facts[facts["site_id"] == row["site_id"]].iterrows()},
            starts=starts[starts["site_id"] == row["site_id"]],
        )
        for _, row in sites.iterrows()
    }


def tested(release: Release) -> dict[str, dict[str, Finding]]:
    """Site id to factor to what was found."""
    needed = moves(release.tables["options"])["workstations_needed"]
    checks: dict[str, Callable[[Place], Finding]] = {
        "area": _area, "had": _had, "room": lambda place: _room(place, needed), "reach": _reach, "tenure": _tenure,
        "step_free": lambda place: _yes_or_no(place, "step_free", "step_free"),
        "network": lambda place: _yes_or_no(place, "network_ready", "network"),
    }  # fmt: skip
    return {
        site_id: {factor.key: checks[factor.key](place) for factor in FACTORS}
        for site_id, place in places(release).items()
    }


def rag(findings: Mapping[str, Finding]) -> str:
    """The colour of a place as a word, by `RAG_RULE`."""
    states = {finding.state for finding in findings.values()}
    if FAIL in states:
        return "Red"
    return "Amber" if UNKNOWN in states or not all(finding.firm for finding in findings.values()) else "Green"


def why(findings: Mapping[str, Finding]) -> str:
    """Why a place has its colour, in sentences."""
    names = {factor.key: factor.name.lower() for factor in FACTORS}
    failed = [f"{wording.capital(names[key])} fails. {found.why}" for key, found in findings.items()
              if found.state == FAIL]  # fmt: skip
    if failed:
        return " ".join(failed)
    unknown = tuple(names[key] for key, found in findings.items() if found.state == UNKNOWN)
    weak = tuple(names[key] for key, found in findings.items() if found.state == PASS and not found.firm)
    said = [f"Not known: {wording.joined(unknown)}."] if unknown else []
    said += [f"On illustrative figures: {wording.joined(weak)}."] if weak else []
    return " ".join(said) or "Every factor is passed."


def side(release: Release, place: Place) -> str:
    """The authority that a place stands in."""
    names = {**release.authority_names, "outside": "Outside the partners' areas"}
    return str(named(pd.Series([place.row["side"]]), names).iloc[0])


def _area(place: Place) -> Finding:
    row = place.row
    km = f"{wording.figure('border_km', row['border_km'])} km from the shared border"
    if not row["considered"]:
        return Finding(FAIL, f"{wording.capital(str(row['reason']) or km).rstrip('.')}.")
    return Finding(PASS, f"{km}." if row["in_corridor"] else f"A present centre, {km}.")


def _had(place: Place) -> Finding:
    site_id = str(place.row["site_id"])
    late = place.using["reason"].map(
        lambda reason: TOO_LATE in reason and site_id in reason.partition(":")[0].split(" and ")
    )
    if place.row["present_of"]:
        return Finding(PASS, "A present centre.")
    if late.any():
        return Finding(FAIL, "Its lease begins after staff are to move.")
    if not place.starts.empty and place.row["considered"]:
        first = place.starts.sort_values("date").iloc[0]
        told = " ".join(filter(None, (f"{wording.capital(_begins(first))}.", place.fact("availability"))))
        return Finding(PASS, told, firm=first["status"] != "illustrative")
    return _word(place, "availability") or Finding(UNKNOWN, place.fact("availability") or "Nothing is stated of it.")


def _begins(start: "pd.Series[object]") -> str:
    when = text(start["date"])
    return "a lease of it begins in time" if when == IN_EXEMPT_PART else f"lease from {day(when)}"


def _room(place: Place, needed: "pd.Series[int]") -> Finding:
    holds, firm = int(str(place.row["workstations_available"])), place.row["nia_status"] != "illustrative"
    if needed.empty:
        return Finding(UNKNOWN, "No move was worked out.")
    least, most = int(needed.min()), int(needed.max())
    asked = str(least) if least == most else f"{least} to {most}"
    if holds >= most:
        return Finding(PASS, f"Holds {holds} workstations; {asked} are needed.", firm=firm)
    if holds >= least:
        return Finding(PASS, f"Holds {holds} of {asked} workstations: enough in some ways of working.", firm=firm)
    if not place.row["considered"]:
        return Finding(UNKNOWN, f"Holds {holds} of {least} workstations; not tried beside another place.")
    if place.possible.empty:
        return Finding(FAIL, f"Holds {holds} of {least} workstations, and no option beside another place can be had.")
    return Finding(PASS, f"Holds {holds} of {least} workstations: enough beside another place.", firm=firm)


def _reach(place: Place) -> Finding:
    if place.possible.empty:
        told = "No option that uses it can be had" if place.row["considered"] else "Left out before journeys were used"
        return Finding(UNKNOWN, f"{told}.")
    reaching = place.possible[place.possible["unreached_heads"] == 0]
    if reaching.empty:
        return Finding(FAIL, "In every option that uses it some staff have no journey there.")
    return Finding(PASS, "Nobody is left without a journey.")


def _tenure(place: Place) -> Finding:
    barred = place.using[place.using["reason"].str.startswith(AGAINST_RULES)]
    if place.possible.empty and len(barred):
        return Finding(FAIL, f"{wording.capital(str(barred['reason'].iloc[0]))}.")
    word = TENURES.get(str(place.row["tenure"]), str(place.row["tenure"]))
    return Finding(UNKNOWN if word in ("", UNKNOWN) else PASS, f"{word}." if word else "Nothing is stated of it.")


def _yes_or_no(place: Place, column: str, fact: str) -> Finding:
    stated = str(place.row[column])
    if stated:
        return Finding(PASS if stated == "yes" else FAIL, f"{wording.capital(stated)}.")
    return _word(place, fact) or Finding(UNKNOWN, place.fact(fact) or "Nothing is stated of it.")


def _word(place: Place, fact: str) -> Finding | None:
    """A fact that is yes or no, with more said after a stop; none where it is not, since words cannot be judged."""
    said = place.fact(fact)
    answer = YES_OR_NO.match(said)
    if not answer:
        return None
    return Finding(
        PASS if answer[1].lower() == "yes" else FAIL,
        f"{wording.capital(said.rstrip('.'))}.",
        firm=place.facts[fact]["status"] != "illustrative",
    )
