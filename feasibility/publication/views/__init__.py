"""The appendix to a report: one page that holds the whole answer and can be read without any other file."""

from feasibility.publication.views.document import page

__all__ = ["page"]
