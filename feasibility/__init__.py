"""Co-location feasibility optimiser: whether, and where, neighbouring authorities should share a site."""

__version__ = "0.1.0"
