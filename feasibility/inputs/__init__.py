"""Files into checked frames in EPSG:27700 metres."""
