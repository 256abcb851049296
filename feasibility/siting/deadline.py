"""What is left of the time that a search was given."""

import time
from dataclasses import replace

from feasibility.siting.arrays import Limits


def of(limits: Limits) -> float:
    """When to stop, on the clock of `time.monotonic`."""
    return time.monotonic() + limits.seconds


def left(limits: Limits, until: float) -> Limits:
    """The same limits with the seconds that remain; none once the time is up."""
    return replace(limits, seconds=max(until - time.monotonic(), 0.0))


def passed(until: float) -> bool:
    """Whether the time is up."""
    return time.monotonic() >= until
