"""A release into the journey evidence page: HTML that asks no host for anything."""

from feasibility import wording
from feasibility.publication.evidence import views
from feasibility.publication.release import Release
from feasibility.publication.report.prepared import sheet_foot, status
from feasibility.publication.report.templates import POLICY, environment, style
from feasibility.publication.views import evidence as appended
from feasibility.publication.views.view import View, numbered


def page(release: Release) -> str:
    """Where every minute comes from, how good it is, what was defaulted and which journeys are not known."""
    shown = tables(release)
    text = environment().get_template("evidence.html.jinja").render(
        heading=release.heading,
        status=status(release.heading),
        rules=release.travel_rules,
        views=shown,
        lines_count=wording.counted(lines, "line") if (lines := len(release.tables["transit_lines"])) else "",
        modes=[(words, view) for words, view in zip(views.modes(release), shown["modes"], strict=True)],
        marking=release.marking,
        policy=POLICY,
        style=style("appendix.css", marking=release.marking, foot=sheet_foot(release.heading)),
    )  # fmt: skip
    return text.lstrip()


def tables(release: Release) -> dict[str, tuple[View, ...]]:
    """Every table of the page in reading order, numbered. A table without rows is left out."""
    found = {
        "coverage": (views.coverage(release),),
        "modes": tuple(views.modes(release).values()),
        "unreached": (views.unreached(release),),
        "known": (views.known(release),),
        "settings": (views.settings(release),),
        "sources": (appended.sources(release),),
    }
    return numbered({key: tuple(view for view in group if view.groups) for key, group in found.items()})
