"""Every table that travels between stages or is published: columns, units, ranges and meaning, declared once.

Units stand in the column names (`rent_gbp_per_m2_per_year`); a name without a unit is a count, a share or a word.
`title` is the heading a reader sees, `description` the line under it in notes and metadata.
"""

from feasibility.tables.base import (
    ALL,
    CANNOT_BE_HAD,
    ID_PATTERN,
    METRIC_CRS,
    MODES,
    SITE_FIGURES,
    STATUSES,
    WEB_CRS,
    Table,
    checked,
    column,
    headings,
)
from feasibility.tables.private import (
    Assumptions,
    Minutes,
    PersonJourneys,
    Sites,
    Staff,
)
from feasibility.tables.published import (
    PUBLISHED,
    AreaChangesTable,
    AreasTable,
    AssignmentsTable,
    CertificateTable,
    CostsTable,
    EvidenceTable,
    JourneysTable,
    OptionsTable,
    RegisterTable,
    SeatsTable,
    SitesTable,
    SourcesTable,
)

__all__ = [
    "ALL",
    "CANNOT_BE_HAD",
    "ID_PATTERN",
    "METRIC_CRS",
    "MODES",
    "PUBLISHED",
    "SITE_FIGURES",
    "STATUSES",
    "WEB_CRS",
    "AreaChangesTable",
    "AreasTable",
    "AssignmentsTable",
    "Assumptions",
    "CertificateTable",
    "CostsTable",
    "EvidenceTable",
    "JourneysTable",
    "Minutes",
    "OptionsTable",
    "PersonJourneys",
    "RegisterTable",
    "SeatsTable",
    "Sites",
    "SitesTable",
    "SourcesTable",
    "Staff",
    "Table",
    "checked",
    "column",
    "headings",
]
