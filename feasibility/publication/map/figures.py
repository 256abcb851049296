"""What the page's script needs to show any option: words and classes, no sums left to do."""

import math
from typing import TypedDict

from feasibility import wording
from feasibility.appraisal import ranking
from feasibility.publication.map import gazetteer
from feasibility.publication.map.bands import band, change_label, change_words, suppressed_words
from feasibility.publication.map.gains import Gain, gains
from feasibility.publication.map.reach import Reach, reaches
from feasibility.publication.map.standing import sites_of, standings
from feasibility.publication.release import Release


class AreaChange(TypedDict):
    """The change of one home area under one option."""

    area: str
    band: str
    words: str
    label: str


class OptionShown(TypedDict):
    """One option as the reader may choose it."""

    id: str
    label: str
    summary: str
    sites: list[str]
    areas: list[AreaChange]
    gains: list[Gain]


class AreaShown(TypedDict):
    """A home area: its name and how many staff live there, in words."""

    id: str
    name: str
    staff: str


class SiteShown(TypedDict):
    """A place as its marker shows it."""

    id: str
    name: str
    kind: str
    mark: str


class Figures(TypedDict):
    """Everything the page's script reads."""

    options: list[OptionShown]
    areas: list[AreaShown]
    sites: list[SiteShown]
    reaches: list[Reach]
    stations: list[gazetteer.Named]
    places: list[gazetteer.Named]
    index: list[gazetteer.Found]
    attribution: str
    """Words owed to the owner of the base map's tiles; blank where there are none."""


def figures(release: Release) -> Figures:
    """The page's data."""
    return {
        "options": options_shown(release),
        "areas": areas_shown(release),
        "sites": [{"id": s.site_id, "name": s.name, "kind": s.kind, "mark": s.mark} for s in standings(release)],
        "reaches": reaches(release),
        "stations": gazetteer.named(gazetteer.stations(release.layers)),
        "places": gazetteer.named(gazetteer.places(release.layers)),
        "index": gazetteer.index(release),
        "attribution": release.tiles.attribution if release.tiles else "",
    }


def options_shown(release: Release) -> list[OptionShown]:
    """Every option that can be had, best first, with the change for every home area and every employer."""
    options = release.tables["options"].sort_values("rank", kind="stable")
    changes = _changes(release)
    of_employers = gains(release)
    shown: list[OptionShown] = []
    for option in ranking.had(options).to_dict("records"):
        option_id = str(option["option_id"])
        verdict = {"best": " (best)", "near-tie": " (near-tie)"}.get(str(option["verdict"]), "")
        total = wording.pounds(float(option["total_npc_gbp"]), nearest_1000=True)
        mean = change_words(float(option["travel_change_minutes_mean"]))
        shown.append(
            {
                "id": option_id,
                "label": f"{option['rank']}. {option['option']}{verdict}",
                "summary": f"Total cost {total}. Journeys on average: {mean}, one way.",
                "sites": list(sites_of(str(option["sites"]))),
                "areas": changes.get(option_id, []),
                "gains": of_employers.get(option_id, []),
            }
        )
    return shown


def _changes(release: Release) -> dict[str, list[AreaChange]]:
    """Option id to the change of each home area."""
    not_shown = suppressed_words(release.suppression_heads_min)
    found: dict[str, list[AreaChange]] = {}
    for row in release.tables["area_changes"].to_dict("records"):
        minutes = math.nan if row["suppressed"] else float(row["change_minutes_mean"])
        words = not_shown if math.isnan(minutes) else change_words(minutes)
        found.setdefault(str(row["option_id"]), []).append(
            {"area": str(row["area_id"]), "band": band(minutes).key, "words": words, "label": change_label(minutes)}
        )
    return found


def areas_shown(release: Release) -> list[AreaShown]:
    """Every home area that may be named, by name."""
    not_shown = suppressed_words(release.suppression_heads_min)
    return [
        {
            "id": str(area["area_id"]),
            "name": str(area["name"]),
            "staff": not_shown
            if area["suppressed"]
            else f"{wording.number(float(area['heads']), wording.COUNT)} staff",
        }
        for area in release.tables["areas"].sort_values(["name", "area_id"]).to_dict("records")
    ]
