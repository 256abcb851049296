"""Published tables into one Excel workbook: notes, the sums that lead to net present cost, then one sheet a table."""

from feasibility.publication.workbook.archive import FIXED_DATE, settled
from feasibility.publication.workbook.book import save
from feasibility.publication.workbook.notes import NOTES

__all__ = ["FIXED_DATE", "NOTES", "save", "settled"]
