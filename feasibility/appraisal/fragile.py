"""Which assumptions would change the winner if they were wrong: each one set to its low and its high, all else kept."""

from collections.abc import Mapping, Sequence

import pandas as pd
from pydantic import ValidationError

from feasibility import enumeration
from feasibility.appraisal import asked_again
from feasibility.appraisal.asked_again import Known
from feasibility.errors import FeasibilityError
from feasibility.options import Option
from feasibility.pricing import Evidence
from feasibility.scenario.changed import changed
from feasibility.scenario.model import Settings
from feasibility.tables import FragileTable, checked, empty, headings

SECTIONS = ("authority.", "seats.", "space.", "ways.", "costs.", "people.", "options.")
"""Settings that seats and money follow from; journeys would have to be measured again, and are not tried here."""
SITE = "sites."
"""Begins the id of a site's figure: `sites.<site id>.<column>`."""


def tried(settings: Settings, evidence: Evidence, register: pd.DataFrame, options: Sequence[Option]) -> pd.DataFrame:
    """Every assumption with a range, and the option that wins at each end of it (tables.FragileTable).

    `register` is tables.RegisterTable. An end that the programme refuses, or that leaves nothing to choose, is told in
    the words it was refused with.
    """
    titles = {option.option_id: option.title for option in options}
    ranged = register[(register["low"] != "") & (register["high"] != "")]
    ranged = ranged[ranged["assumption_id"].str.startswith((*SECTIONS, SITE))]
    if ranged.empty:
        return empty(FragileTable)
    known = asked_again.known(settings, evidence)
    now = _winner(known, options)
    rows = [_row(dict(row), known, options, titles, now) for row in ranged.to_dict("records")]
    table = pd.DataFrame(rows, columns=list(headings(FragileTable)))
    return checked(table.sort_values(["changes", "assumption_id"], ascending=[False, True], ignore_index=True),
                   FragileTable, "assumptions tried")  # fmt: skip


def _row(
    row: Mapping[str, str], known: Known, options: Sequence[Option], titles: Mapping[str, str], now: str
) -> dict[str, object]:
    ends = {end: _at(row["assumption_id"], row[end], known, options, now) for end in ("low", "high")}
    changes = any(winner in titles and winner != now for winner in ends.values())
    return {
        "assumption_id": row["assumption_id"],
        "value": row["value"],
        "low": row["low"],
        "high": row["high"],
        "unit": row["unit"],
        "status": row["status"],
        "validated_by": row["validated_by"],
        "winner_at_low": titles.get(ends["low"], ends["low"]),
        "winner_at_high": titles.get(ends["high"], ends["high"]),
        "changes": changes,
    }


def _at(key: str, text: str, known: Known, options: Sequence[Option], now: str) -> str:
    """Id of the option that wins with the figure so, or why nothing does; `now` where the questions are the same."""
    try:
        if key.startswith(SITE):
            site_id, _, column = key.removeprefix(SITE).rpartition(".")
            return _winner(asked_again.with_site(known, site_id, column, float(text)), options)
        other = asked_again.with_settings(known, changed(known.settings, key, text))
        return now if asked_again.alike(known, other) else _winner(other, options)
    except ValidationError as err:
        return f"not allowed: {err.errors()[0]['msg']}"
    except FeasibilityError as err:
        return f"no answer: {err.faults[0]}"


def _winner(known: Known, options: Sequence[Option]) -> str:
    return enumeration.winner(known.problems, options).option.option_id
