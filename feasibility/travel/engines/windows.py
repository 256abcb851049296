"""When journeys of a shift are tried: the departures to work and those home."""

from dataclasses import dataclass

from feasibility.scenario.travel import FerrobusSettings, Shift

MINUTE = 60


@dataclass(frozen=True)
class Ways:
    """Departures in seconds after midnight."""

    to_work: list[int]
    home: list[int]


def ways(shift: Shift, asked: FerrobusSettings) -> Ways:
    """A departure every `step_minutes`: to work a stated time before the arrival window, home in the leaving window."""
    lead = round(asked.depart_before_minutes * MINUTE)
    return Ways(
        _every(_seconds(shift.arrive_from) - lead, _seconds(shift.arrive_by) - lead, asked.step_minutes * MINUTE),
        _every(_seconds(shift.leave_from), _seconds(shift.leave_by), asked.step_minutes * MINUTE),
    )


def clock(seconds: int) -> str:
    """The time of day such as `08:05`."""
    return f"{seconds // 3600:02d}:{seconds // MINUTE % MINUTE:02d}"


def _every(start: int, end: int, step: int) -> list[int]:
    """From the start to before the end; the start alone where they are one. None lies before midnight."""
    return list(range(max(start, 0), max(end, start + 1, 1), step))


def _seconds(of_day: str) -> int:
    hours, minutes = of_day.split(":")
    return int(hours) * 3600 + int(minutes) * MINUTE
