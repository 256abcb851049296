"""A chart or map as every page, document and print twin takes it."""

from dataclasses import dataclass

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.views.view import View


@dataclass(frozen=True)
class Chart:
    """A picture and everything that must be known of it.

    The SVG stands by itself: it has a `viewBox`, `width` and `height`, its styles, `role="img"` with a title and a
    description, no script and no reference to anything outside. Ids in it begin with `key`, so that many may stand in
    one page.
    """

    key: str
    """Short id: the name of its files."""
    title: str
    """The caption, without a number."""
    description: str
    """The picture in sentences, for those who do not see it."""
    svg: str
    view: View | None
    """The table behind it; none where the text beside it names a table of the document."""
    source: str = ""
    """Where the figures come from, in a sentence, such as `costs.csv of run 1a2b`."""


def source(release: Release, *tables: str) -> str:
    """Where the figures of a chart come from, in a sentence: its tables, as files, and the run."""
    files = wording.joined(tuple(f"{table}.csv" for table in tables))
    return f"Source: {files} of run {release.heading.run_id}, {release.heading.as_at}, in {release.heading.price_base}."
