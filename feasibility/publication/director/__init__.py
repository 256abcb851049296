"""The director's page: the answer, what would change it and what is not known, on one page that opens offline."""

from feasibility.publication.director.page import page

__all__ = ["page"]
