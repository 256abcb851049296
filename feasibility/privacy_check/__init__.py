"""`feasibility privacy-check`: proves that no home and no small number of people is in any file of a run folder."""

from feasibility.privacy_check.checking import check

__all__ = ["check"]
