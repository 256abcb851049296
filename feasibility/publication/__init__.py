"""A release into what people read: map, appendix, workbook, GeoPackage and tables."""
