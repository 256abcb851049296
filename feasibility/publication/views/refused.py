"""Why options cannot be had, counted."""

import re

from feasibility.publication.release import Release
from feasibility.publication.views.view import Column, View, tabulate
from feasibility.tables import CANNOT_BE_HAD

_FIGURE = re.compile(r"\d[\d,.]*")
_DETAIL = re.compile(r"[:;].*")
ANY = "…"
"""Stands for a figure that differs from option to option."""


def by_reason(release: Release) -> View:
    """Reasons alike but for their figures, with how many options each keeps out, the commonest first."""
    options = release.tables["options"]
    reasons = options.loc[options["verdict"] == CANNOT_BE_HAD, "reason"]
    counted = reasons.map(_kind).value_counts().rename_axis("reason").reset_index(name="count")
    return tabulate(
        counted.sort_values(["count", "reason"], ascending=[False, True], ignore_index=True),
        "Why options cannot be had",
        (Column("reason", "Reason", width=82), Column("count", "Options", width=18)),
        row_heading="reason",
        note=f"{ANY} is a figure that differs by option. tables/options.csv has the reason of each, with its figures; "
        "Appendix B has those of single places.",
    )


def _kind(reason: str) -> str:
    """A reason without what follows its first clause, and without its figures."""
    words = _FIGURE.sub(ANY, _DETAIL.sub("", str(reason)))
    return words[:1].upper() + words[1:]
