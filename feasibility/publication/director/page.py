"""The director's page as HTML that asks no host for anything and runs no script."""

from collections.abc import Sequence
from dataclasses import dataclass

from feasibility.publication.director import content
from feasibility.publication.release import Release
from feasibility.publication.report.prepared import sheet_foot
from feasibility.publication.report.templates import POLICY, environment, style


@dataclass(frozen=True)
class Link:
    """Another file of the run folder: where it is, what it is, and for what."""

    address: str
    name: str
    use: str


def page(release: Release, links: Sequence[Link] = ()) -> str:
    """The page. `links` are the other files of the folder, in the order they are offered."""
    template = environment().get_template("director.html.jinja")
    pictures = content.drawn(release)
    text = template.render(
        heading=release.heading,
        marking=release.marking,
        policy=POLICY,
        style=style("director.css", marking=release.marking, foot=sheet_foot(release.heading)),
        links=links,
        told=release.told,
        measures=content.measures(release),
        glance=pictures.get(content.GLANCE),
        would_change=content.would_change(release),
        firm=release.firmness_words,
        not_known=content.not_known(release),
        charts=content.below(pictures),
    )
    return text.lstrip()
