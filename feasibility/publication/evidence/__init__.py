"""The journey evidence page: where every minute comes from, how good it is, and what is not known."""

from feasibility.publication.evidence.document import page

__all__ = ["page"]
