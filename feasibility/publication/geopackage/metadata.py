"""Metadata of the file and of each layer: ISO 19139 records within the GeoPackage (OGC 12-128, extension Metadata)."""

import re
import sqlite3
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import geopandas as gpd

from feasibility import wording
from feasibility.publication.geopackage.layers import ABSTRACTS, GEOMETRY, frames
from feasibility.publication.release import Release
from feasibility.tables import METRIC_CRS, WEB_CRS

GMD, GCO = "http://www.isotc211.org/2005/gmd", "http://www.isotc211.org/2005/gco"
CODES = "http://standards.iso.org/iso/19139/resources/gmxCodelists.xml"
LANGUAGES = "http://www.loc.gov/standards/iso639-2/"
_EXTENSION = "http://www.geopackage.org/spec121/#extension_metadata"
PACKAGE = "package"
"""Key of the record of the whole file."""
_BELOW = "Made by the feasibility programme; the record of the whole file names every source."
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TABLES = (
    """CREATE TABLE gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '')""",
    """CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), md_file_id INTEGER NOT NULL,
  md_parent_id INTEGER, CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id))""",
)
Bounds = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""


@dataclass(frozen=True)
class Subject:
    """What one record is about."""

    key: str
    """Last part of its identifier."""
    title: str
    abstract: str
    bounds: Bounds | None


def save(database: sqlite3.Connection, release: Release, moment: str) -> None:
    """Write both tables of the extension: a record of the file, then one of each layer below it."""
    for table in _TABLES:
        database.execute(table)
    for name in ("gpkg_metadata", "gpkg_metadata_reference"):
        database.execute(
            "INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope) "
            "VALUES (?, NULL, 'gpkg_metadata', ?, 'read-write')",
            (name, _EXTENSION),
        )
    for number, (layer, subject) in enumerate(_subjects(release).items(), start=1):
        database.execute(
            "INSERT INTO gpkg_metadata (id, md_scope, md_standard_uri, mime_type, metadata) "
            "VALUES (?, 'dataset', ?, 'text/xml', ?)",
            (number, GMD, record(release, subject)),
        )
        reference = ("table", layer, moment, number, 1) if layer else ("geopackage", None, moment, number, None)
        database.execute(
            "INSERT INTO gpkg_metadata_reference (reference_scope, table_name, timestamp, md_file_id, md_parent_id) "
            "VALUES (?, ?, ?, ?, ?)",
            reference,
        )


def _subjects(release: Release) -> dict[str, Subject]:
    """The file under a blank name, then each layer."""
    layers, title = frames(release), release.heading.title
    abstract = " ".join((release.heading.subtitle + ".", *release.verdict[:1]))
    found = {"": Subject(PACKAGE, title, abstract, _bounds(layers["authorities"]))}
    for name in GEOMETRY:
        found[name] = Subject(name, f"{title}: {wording.worded(name)}", ABSTRACTS[name], _bounds(layers[name]))
    return found


def _bounds(frame: gpd.GeoDataFrame) -> Bounds | None:
    shapes = frame.geometry[~frame.geometry.is_empty].dropna()
    if shapes.empty:
        return None
    west, south, east, north = (round(float(edge), 5) for edge in shapes.to_crs(WEB_CRS).total_bounds)
    return west, south, east, north


def record(release: Release, subject: Subject) -> str:
    """One record: what it is, whose, as at when, where, from what, and under which terms."""
    ET.register_namespace("gmd", GMD)
    ET.register_namespace("gco", GCO)
    root = ET.Element(_q("MD_Metadata"))
    _text(root, "fileIdentifier", f"{release.heading.run_id}-{release.edition}-{subject.key}")
    _code(root, "language", "LanguageCode", "eng", LANGUAGES)
    _code(root, "characterSet", "MD_CharacterSetCode", "utf8")
    _code(root, "hierarchyLevel", "MD_ScopeCode", "dataset")
    _contact(root, "contact", release)
    _date(root, "dateStamp", release.heading.as_at)
    _text(root, "metadataStandardName", "ISO 19115:2003/19139")
    _text(root, "metadataStandardVersion", "1.0")
    system = _path(root, "referenceSystemInfo/MD_ReferenceSystem/referenceSystemIdentifier/RS_Identifier")
    _text(system, "code", METRIC_CRS.rpartition(":")[2])
    _text(system, "codeSpace", METRIC_CRS.partition(":")[0])
    _identification(_path(root, "identificationInfo/MD_DataIdentification"), release, subject)
    quality = _path(root, "dataQualityInfo/DQ_DataQuality")
    _code(_path(quality, "scope/DQ_Scope"), "level", "MD_ScopeCode", "dataset")
    _text(_path(quality, "lineage/LI_Lineage"), "statement", _lineage(release) if subject.key == PACKAGE else _BELOW)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _identification(parent: ET.Element, release: Release, subject: Subject) -> None:
    heading = release.heading
    citation = _path(parent, "citation/CI_Citation")
    _text(citation, "title", subject.title)
    dated = _path(citation, "date/CI_Date")
    _date(dated, "date", heading.as_at)
    _code(dated, "dateType", "CI_DateTypeCode", "creation")
    _text(citation, "edition", f"{release.edition} edition of run {heading.run_id}, as at {heading.as_at}")
    _text(parent, "abstract", subject.abstract)
    _code(parent, "status", "MD_ProgressCode", "onGoing" if heading.draft else "completed")
    _contact(parent, "pointOfContact", release)
    terms = _path(parent, "resourceConstraints/MD_LegalConstraints")
    for line in heading.licence_lines:
        _text(terms, "useLimitation", line)
    _code(terms, "accessConstraints", "MD_RestrictionCode", "otherRestrictions")
    _text(terms, "otherConstraints", release.marking or "No limitations on public access")
    _code(parent, "spatialRepresentationType", "MD_SpatialRepresentationTypeCode", "vector")
    _code(parent, "language", "LanguageCode", "eng", LANGUAGES)
    _code(parent, "characterSet", "MD_CharacterSetCode", "utf8")
    topic = ET.SubElement(ET.SubElement(parent, _q("topicCategory")), _q("MD_TopicCategoryCode"))
    topic.text = "planningCadastre"
    if subject.bounds:
        box = _path(parent, "extent/EX_Extent/geographicElement/EX_GeographicBoundingBox")
        west, south, east, north = subject.bounds
        edges = {"westBoundLongitude": west, "eastBoundLongitude": east, "southBoundLatitude": south}
        for name, edge in {**edges, "northBoundLatitude": north}.items():
            ET.SubElement(ET.SubElement(box, _q(name)), f"{{{GCO}}}Decimal").text = f"{edge:.5f}"


def _contact(parent: ET.Element, name: str, release: Release) -> None:
    """The authorities by name: no person stands in the file."""
    party = _path(parent, f"{name}/CI_ResponsibleParty")
    _text(party, "organisationName", wording.joined(tuple(release.authority_names.values())))
    _code(party, "role", "CI_RoleCode", "pointOfContact")


def _lineage(release: Release) -> str:
    """What the study was made from; what OpenStreetMap gives is in no layer, but may lie behind figures."""
    rows = release.tables["sources"].to_dict("records")
    told = [f"{row['content']}: {row['source']}, {row['date']} ({row['licence']})" for row in rows]
    return f"Made by the feasibility programme from: {'; '.join(told)}. Figures about few people are left out."


def _date(parent: ET.Element, name: str, as_at: str) -> None:
    """A date as `2010-09-01`, or as far as it is known; not known where the words are no date."""
    found = _iso_date(as_at)
    holder = ET.SubElement(parent, _q(name))
    if found:
        ET.SubElement(holder, f"{{{GCO}}}Date").text = found
    else:
        holder.set(f"{{{GCO}}}nilReason", "unknown")


def _iso_date(words: str) -> str:
    """`1 September 2010` as `2010-09-01`, `May 2010` as `2010-05`, `2010` as it is; blank for other words."""
    parts = words.lower().split()
    if not parts or not (parts[-1].isdigit() and len(parts[-1]) == 4) or len(parts) > 3:
        return ""
    found = parts[-1]
    if len(parts) > 1:
        if parts[-2] not in _MONTHS:
            return ""
        found += f"-{_MONTHS.index(parts[-2]) + 1:02d}"
    if len(parts) == 3:
        return f"{found}-{int(parts[0]):02d}" if parts[0].isdigit() else ""
    return found


def _path(parent: ET.Element, names: str) -> ET.Element:
    """Elements one within the other, the last one given back."""
    for name in names.split("/"):
        parent = ET.SubElement(parent, _q(name))
    return parent


def _text(parent: ET.Element, name: str, text: str) -> None:
    holder = ET.SubElement(ET.SubElement(parent, _q(name)), f"{{{GCO}}}CharacterString")
    holder.text = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _code(parent: ET.Element, name: str, kind: str, value: str, codes: str = CODES) -> None:
    where = codes if codes == LANGUAGES else f"{codes}#{kind}"
    holder = ET.SubElement(ET.SubElement(parent, _q(name)), _q(kind), {"codeList": where, "codeListValue": value})
    holder.text = value


def _q(name: str) -> str:
    return f"{{{GMD}}}{name}"
