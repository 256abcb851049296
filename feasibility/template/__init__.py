"""A workbook that an officer fills: sheets, notes and checks made from the schemas of the tables."""
