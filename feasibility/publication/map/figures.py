"""What the page's script needs to show one option at a time: words and classes, no sums left to do."""

import math
from typing import TypedDict

from feasibility import wording
from feasibility.appraisal import ranking
from feasibility.publication.map.bands import band, change_label, change_words, suppressed_words
from feasibility.publication.map.standing import sites_of
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


class AreaShown(TypedDict):
    """A home area: its name and how many staff live there, in words."""

    id: str
    name: str
    staff: str


def options_shown(release: Release) -> list[OptionShown]:
    """Every option that can be had, best first, with the change for every home area."""
    options = release.tables["options"].sort_values("rank", kind="stable")
    changes = {str(key): rows for key, rows in release.tables["area_changes"].groupby("option_id")}
    not_shown = suppressed_words(release.suppression_heads_min)
    shown: list[OptionShown] = []
    for option in ranking.had(options).to_dict("records"):
        rows = changes.get(str(option["option_id"]))
        areas: list[AreaChange] = []
        for row in [] if rows is None else rows.to_dict("records"):
            minutes = math.nan if row["suppressed"] else float(row["change_minutes_mean"])
            words = not_shown if math.isnan(minutes) else change_words(minutes)
            areas.append(
                {"area": str(row["area_id"]), "band": band(minutes).key, "words": words, "label": change_label(minutes)}
            )
        verdict = {"best": " (best)", "near-tie": " (near-tie)"}.get(str(option["verdict"]), "")
        total = wording.pounds(float(option["total_npc_gbp"]), nearest_1000=True)
        mean = change_words(float(option["travel_change_minutes_mean"]))
        shown.append(
            {
                "id": str(option["option_id"]),
                "label": f"{option['rank']}. {option['option']}{verdict}",
                "summary": f"Total cost {total}. Journeys on average: {mean}, one way.",
                "sites": list(sites_of(str(option["sites"]))),
                "areas": areas,
            }
        )
    return shown


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
