"""Published geography into one GeoPackage in British National Grid, with styles and metadata of its own."""

from feasibility.publication.geopackage.layers import GEOMETRY
from feasibility.publication.geopackage.package import ABOUT, AREA_CHANGES_ALL, FIXED_MOMENT, save

__all__ = ["ABOUT", "AREA_CHANGES_ALL", "FIXED_MOMENT", "GEOMETRY", "save"]
