"""`feasibility privacy-check`: proves of a run folder that no home and no small number of people is in any file of it."""

from feasibility.privacy_check.checking import check

__all__ = ["check"]
