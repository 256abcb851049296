"""Who gains and who loses by each option, employer by employer: shares and changes in words."""

import math
from typing import TypedDict

import pandas as pd

from feasibility import wording
from feasibility.publication.map.bands import change_words, suppressed_words
from feasibility.publication.release import Release
from feasibility.publication.views.travel import MODE_WORDS
from feasibility.tables import ALL, MODES

EVERYBODY = "All staff"
WAYS = (("shorter", "better_share"), ("same", "unchanged_share"), ("longer", "worse_share"))
"""What may happen to a journey, in the order of the bar: over a minute shorter, within a minute, over a minute longer.

The words are keys of the page; the columns are those of the table of journeys."""


class Gain(TypedDict):
    """What one option does to the journeys of one employer's staff."""

    employer: str
    staff: str
    parts: list[float]
    """Per cent of staff by `WAYS`, for the bar; empty where not shown."""
    shares: list[str]
    """The same in words."""
    change: str
    modes: str
    """How staff travel now and would travel, where enough of them do."""


def gains(release: Release) -> dict[str, list[Gain]]:
    """Option id to its gains and losses: each employer by name, then everybody."""
    shown = release.tables["journeys"]
    shown = shown[shown["basis"] == release.basis]
    modes = _modes(release)
    order = {**{key: (0, name) for key, name in release.authority_names.items()}, ALL: (1, "")}
    found: dict[str, list[Gain]] = {}
    for row in sorted(shown.to_dict("records"), key=lambda r: order.get(str(r["employer"]), (0, str(r["employer"])))):
        option_id, employer = str(row["option_id"]), str(row["employer"])
        not_shown = suppressed_words(release.suppression_heads_min)
        parts = [round(100 * float(row[column]), 1) for _, column in WAYS]
        known = not any(math.isnan(part) for part in parts)
        change = float(row["change_minutes_mean"])
        found.setdefault(option_id, []).append(
            {
                "employer": EVERYBODY if employer == ALL else release.authority_names.get(employer, employer),
                "staff": wording.number(float(row["heads"]), wording.COUNT),
                "parts": parts if known else [],
                "shares": [
                    wording.number(float(row[column]), wording.SHARE) if known else not_shown for _, column in WAYS
                ],
                "change": not_shown if math.isnan(change) else change_words(change),
                "modes": modes.get((option_id, employer), ""),
            }
        )
    return found


def _modes(release: Release) -> dict[tuple[str, str], str]:
    """Option and employer to the modes in words: `Car 55% now, 60% then`; modes of too few are left out."""
    table = release.tables["journey_modes"]
    kept = table[~(table["before_suppressed"] | table["after_suppressed"])]
    order = {mode: number for number, mode in enumerate(MODES)}
    kept = kept.assign(order=kept["mode"].map(order).fillna(len(order))).sort_values(["order", "mode"])
    said: dict[tuple[str, str], list[str]] = {}
    for row in kept.to_dict("records"):
        now, then = (_share(row[column]) for column in ("before_share", "after_share"))
        words = f"{MODE_WORDS.get(str(row['mode']), str(row['mode']))} {now} now, {then} then"
        said.setdefault((str(row["option_id"]), str(row["employer"])), []).append(words)
    return {key: "; ".join(words) for key, words in said.items()}


def _share(value: object) -> str:
    return wording.MISSING if pd.isna(value) else wording.number(float(str(value)), wording.SHARE)
