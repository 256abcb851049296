"""The map: one page that opens with the network unplugged."""

from feasibility.publication.map.page import page

__all__ = ["page"]
