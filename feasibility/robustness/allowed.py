"""What a setting, or a figure of a site, may be, and what it is called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from pydantic import BaseModel

from feasibility import wording
from feasibility.appraisal.fragile import SITE
from feasibility.scenario.model import Settings
from feasibility.tables import Sites, headings

SAME = "The same"
"""Begins what is said of a setting that stands under one like it: nothing to be called by alone."""


@dataclass(frozen=True)
class Allowed:
    """Figures that are allowed: `least` and `most` themselves are, and whole numbers alone where it says so."""

    least: float = -np.inf
    most: float = np.inf
    whole: bool = False
    words: str = "any figure"


def of_setting(settings: Settings, key: str) -> Allowed | None:
    """What the setting under a dotted key may be; None where it is no number or there is none such."""
    section, name = _section(settings, key)
    told = _properties(type(section)).get(name, {}) if isinstance(section, BaseModel) else {}
    stated = next((way for way in told.get("anyOf", [told]) if way.get("type") in ("number", "integer")), None)
    if stated is None:
        return None
    return _bounded(
        (stated.get("minimum"), stated.get("exclusiveMinimum")),
        (stated.get("maximum"), stated.get("exclusiveMaximum")),
        whole=stated["type"] == "integer",
    )


def of_site(column: str) -> Allowed | None:
    """What a figure of tables.Sites may be; None where there is no such column of numbers."""
    declared = Sites.to_schema().columns.get(column)
    if declared is None or not str(declared.dtype).startswith("float"):
        return None
    stated = {check.name: check.statistics or {} for check in declared.checks}
    least = [stated.get(name, {}).get("min_value") for name in ("greater_than_or_equal_to", "greater_than")]
    most = [stated.get(name, {}).get("max_value") for name in ("less_than_or_equal_to", "less_than")]
    return _bounded((least[0], least[1]), (most[0], most[1]), whole=False)


def title(settings: Settings, key: str, site_names: Mapping[str, str]) -> str:
    """An assumption in words: what its section first says of it, and whose it is; a site's figure by its heading."""
    *above, name = key.split(".")
    if key.startswith(SITE):
        site_id = key.removeprefix(SITE).rpartition(".")[0]
        return f"{headings(Sites)[name][0]}, {site_names.get(site_id, site_id)}"
    section, _ = _section(settings, key)
    fields = type(section).model_fields if isinstance(section, BaseModel) else {}
    told = str(fields[name].description or "") if name in fields else ""
    first = re.split(r"[:;(]|\.(?:\s|$)", told.replace("\n", " "), maxsplit=1)[0].strip()
    if not first or first.startswith(SAME):
        first = wording.worded(name)
    owner = settings.authority[above[1]].name if above[0] == "authority" else ""
    whose = owner or (above[1] if above[0] == "ways" and len(above) > 1 else "")
    return f"{first}, {whose}" if whose else first


def _section(settings: Settings, key: str) -> tuple[object, str]:
    *sections, name = key.split(".")
    inner: object = settings
    for part in sections:
        inner = inner.get(part) if isinstance(inner, Mapping) else getattr(inner, part, None)
    return inner, name


@lru_cache(maxsize=64)
def _properties(section: type[BaseModel]) -> dict[str, dict[str, Any]]:
    """What the section's schema says of each of its settings: the bounds that a scenario file is held to."""
    properties: dict[str, dict[str, Any]] = section.model_json_schema()["properties"]
    return properties


def _bounded(
    least: tuple[float | None, float | None], most: tuple[float | None, float | None], *, whole: bool
) -> Allowed:
    """From the least and the most, each allowed itself (first) or not (second)."""
    words = [
        form.format(bound)
        for form, bound in (("{:g} or more", least[0]), ("above {:g}", least[1]), ("{:g} or less", most[0]),
                            ("below {:g}", most[1]))
        if bound is not None
    ]  # fmt: skip
    first = least[0] if least[0] is not None else _next(least[1], np.inf)
    last = most[0] if most[0] is not None else _next(most[1], -np.inf)
    return Allowed(
        least=-np.inf if first is None else float(first),
        most=np.inf if last is None else float(last),
        whole=whole,
        words=" and ".join(words) or "any figure",
    )


def _next(bound: float | None, towards: float) -> float | None:
    return None if bound is None else float(np.nextafter(bound, towards))
