"""Runs compared: what differs in inputs, what changes in answers, and what each input adds to the change."""

from feasibility.compare.comparing import compare

__all__ = ["compare"]
