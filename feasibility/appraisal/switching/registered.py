"""Assumptions of the register that change the winner within their range, as inputs to move."""

import re
from collections.abc import Callable, Mapping

import numpy as np
from pydantic import BaseModel

from feasibility.appraisal import asked_again
from feasibility.appraisal.asked_again import Known
from feasibility.appraisal.switching.inputs import Input, setting
from feasibility.scenario.changed import changed
from feasibility.scenario.model import Settings


def of_register(known: Known, row: Mapping[str, str]) -> Input:
    """A setting or a figure of a site that stands in the register with a range (a row of tables.FragileTable)."""
    key, now, low, high = row["assumption_id"], float(row["value"]), float(row["low"]), float(row["high"])
    whole = all(row[name].lstrip("-").isdigit() for name in ("value", "low", "high")) and high - low > 1
    span = max(high, now) - min(low, now)
    step = 1.0 if whole else float(10.0 ** (np.floor(np.log10(span)) - 3))
    at = setting(known, key)
    if key.startswith("sites."):
        site_id, _, column = key.removeprefix("sites.").rpartition(".")
        at = lambda figure: asked_again.with_site(known, site_id, column, figure)  # noqa: E731
    if whole:
        at = _whole(at, known, key)
    decimals, factor, form = 0 if whole else max(0, round(-np.log10(step))), 1.0, f"{{}} {row['unit']}".strip()
    if row["unit"] == "share":
        decimals, factor, form = max(0, decimals - 2), 100.0, "{}%"
    return Input(
        key, _said(known.settings, key), form, decimals, factor, "", now, min(low, now), max(high, now),
        "the range that the register states", step, at,
    )  # fmt: skip


def _said(settings: Settings, key: str) -> str:
    """A setting within a sentence: the beginning of what its section says of it; its key where that says nothing."""
    *sections, name = key.split(".")
    inner: object = settings
    for section in sections:
        inner = inner[section] if isinstance(inner, Mapping) else getattr(inner, section, None)
    fields = type(inner).model_fields if isinstance(inner, BaseModel) else {}
    told = str(fields[name].description or "") if name in fields else ""
    first = re.split(r"[.:;,]", told.replace("\n", " "), maxsplit=1)[0].strip()
    return f"the {first[0].lower()}{first[1:]}" if first else key


def _whole(at: Callable[[float], Known], known: Known, key: str) -> Callable[[float], Known]:
    """Settings that are whole numbers take no `18.0`."""
    if key.startswith("sites."):
        return at
    return lambda value: asked_again.with_settings(known, changed(known.settings, key, str(round(value))))
