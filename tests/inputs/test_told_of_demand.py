"""Faults of the files of half-hours, months and queues; and what is read from good ones."""

import io

import pandas as pd
import pytest

from feasibility.errors import InputError
from feasibility.inputs import half_hours, months, queues, sheets
from feasibility.tables import HalfHours, Months, Queues, checked

HALF_HOURS = "authority,day,starts,share,source,status\n"
MONTHS = "authority,month,factor,source,status\n"
QUEUES = "authority,queue,contacts_share,handling_time_seconds,source,status\n"
MADE_UP = ",Made up,illustrative\n"
NUMBER = "write a number such as 1250 or 12.5, without unit or pound sign"


def table(text: str) -> pd.DataFrame:
    """Text of a CSV file as the readers get it: cells of text, rows as an officer counts them."""
    frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    return frame.set_axis(pd.RangeIndex(2, len(frame) + 2, name="row"), axis="index")


def faults(reader, text: str) -> list[str]:
    with pytest.raises(InputError) as told:
        reader.read(table(text), "demand.csv")
    return list(told.value.faults)


def day(*shares: tuple[str, str], authority: str = "all", kind: str = "weekday") -> str:
    return "".join(f"{authority},{kind},{start},{share}{MADE_UP}" for start, share in shares)


def year(factors: dict[str, str], authority: str = "all") -> str:
    return "".join(f"{authority},{month},{factor}{MADE_UP}" for month, factor in factors.items())


class TestHalfHours:
    def test_good_shares_are_read_as_excel_and_people_write_times(self):
        text = HALF_HOURS + day(("9:30", "0.4"), ("09:00:00", "0.6")) + day(("10:00", "1"), kind="Saturday")
        read = half_hours.read(table(text), "demand.csv")
        checked(read, HalfHours, "demand.csv")
        assert read[["day", "starts", "share"]].to_numpy().tolist() == [
            ["saturday", "10:00", 1.0], ["weekday", "09:00", 0.6], ["weekday", "09:30", 0.4],
        ]  # fmt: skip

    def test_every_fault_at_once(self):
        text = (
            HALF_HOURS
            + day(("09:00", "0.5"), ("09:10", "0.2"), ("10:00", "a fifth"))
            + day(("09:00", "0.7"), ("09:00", "0.7"), authority="bexley")
            + day(("09:00", "40"), ("09:30", "60"), authority="bromley")
            + "bexley,sunday,09:00,1,,guessed\n"
        )
        assert faults(half_hours, text) == [
            f'row 4, column share: found "a fifth"; {NUMBER}',
            'row 3, column starts: found "09:10"; write a full or half hour such as 09:30',
            'row 9, column day: found "sunday"; must be one of weekday, saturday',
            "row 7, column share: found 40; must be 1 or less",
            "row 8, column share: found 60; must be 1 or less",
            'row 9, column status: found "guessed"; must be one of sourced, assumed, illustrative',
            "column source: row 9: is blank; say where the figures come from",
            "column starts: rows 5-6: give one half-hour of a day more than once; keep one",
            "column share: rows 5-6: the shares of bexley, weekday sum to 1.4; they must sum to 1",
            "column share: rows 7-8: the shares of bromley, weekday sum to 100; they must sum to 1; are these per "
            "cents? Write 0.05 for 5 %",
        ]

    @pytest.mark.parametrize(("share", "passes"), [("0.504", True), ("0.506", False)])
    def test_shares_may_miss_one_by_their_rounding_only(self, share, passes):
        text = HALF_HOURS + day(("09:00", "0.5"), ("09:30", share))
        if passes:
            assert len(half_hours.read(table(text), "demand.csv")) == 2
        else:
            assert faults(half_hours, text) == [
                "column share: rows 2-3: the shares of all, weekday sum to 1.006; they must sum to 1"
            ]

    def test_no_authority_is_no_authority(self):
        assert faults(half_hours, HALF_HOURS + day(("09:00", "1"), authority="")) == [
            "column authority: row 2: is blank; write an authority id or all"
        ]

    def test_a_column_by_another_name(self):
        assert faults(half_hours, HALF_HOURS.replace("starts", "start") + day(("09:00", "1"))) == [
            "column starts: is missing; is it column start? Name it starts"
        ]


class TestMonths:
    WHOLE = dict.fromkeys(
        ("1", "Feb", "March", "4", "5", "6", "july", "8", "9", "10", "11", "December"), "1.00"
    )  # fmt: skip

    def test_good_months_are_numbers_in_the_order_of_the_calendar(self):
        read = months.read(table(MONTHS + year({**self.WHOLE, "March": "1.48", "8": "0.52"})), "demand.csv")
        checked(read, Months, "demand.csv")
        assert read["month"].tolist() == list(range(1, 13))
        assert read["factor"].tolist()[2] == 1.48

    def test_factors_rounded_to_two_decimals_pass(self):
        # Coventry, April 2012 to March 2013: they sum to 11.99
        rounded = ["1.05", "1.01", ".82", ".91", ".79", ".78", "1.03", "1.03", ".83", "1.22", "1.04", "1.48"]
        read = months.read(table(MONTHS + year(dict(zip(self.WHOLE, rounded, strict=True)))), "demand.csv")
        assert read["factor"].sum() == pytest.approx(11.99)

    def test_every_fault_at_once(self):
        text = (
            MONTHS + year({"13": "1", "Smarch": "1", "3": "-1", "4": "much"}) + year({"5": "1"}, authority="bexley") * 2
        )
        assert faults(months, text) == [
            f'row 5, column factor: found "much"; {NUMBER}',
            'row 2, column month: found "13"; write 1 to 12, or a name such as March',
            'row 3, column month: found "Smarch"; write 1 to 12, or a name such as March',
            "row 4, column factor: found -1; must be 0 or more",
            "column month: rows 6-7: give one month more than once; keep one",
        ]

    def test_a_year_lacks_no_month_and_averages_one(self):
        short = {month: factor for month, factor in self.WHOLE.items() if month not in ("Feb", "8")}
        assert faults(months, MONTHS + year(short) + year(dict.fromkeys(self.WHOLE, "1.2"), "bexley")) == [
            "column month: rows 2-11: all has no Feb, Aug; give all twelve months",
            "column factor: rows 12-23: the mean over the months of bexley is 1.2 and must be 1: divide each month's "
            "contacts by those of the mean month",
        ]


class TestQueues:
    def test_good_queues_keep_their_order_and_sum_to_one(self):
        text = QUEUES + f"Bromley,tax,0.502,300{MADE_UP}Bromley,waste,0.5,180{MADE_UP}bexley,all things,1,240{MADE_UP}"
        read = queues.read(table(text), "demand.csv")
        checked(read, Queues, "demand.csv")
        assert read["queue"].tolist() == ["all things", "tax", "waste"]
        # 0.502 and 0.5 are the rounding of an officer: made to sum to 1
        assert read["contacts_share"].tolist() == pytest.approx([1, 0.502 / 1.002, 0.5 / 1.002])

    def test_every_fault_at_once(self):
        text = (
            QUEUES
            + f"bexley,tax,0.5,4{MADE_UP}"
            + f"bexley,tax,0.4,240{MADE_UP}"
            + f"bromley,,1,240{MADE_UP}"
            + f"all,all,0,5000{MADE_UP}"
        )
        assert faults(queues, text) == [
            "column handling_time_seconds: row 2: is below 20 seconds: are these minutes? Write seconds, such as 240 "
            "for 4 minutes",
            "row 5, column contacts_share: found 0; must be above 0",
            "row 5, column handling_time_seconds: found 5000; must be 3600 or less",
            "column queue: row 4: is blank; say what the contacts are about",
            "column queue: row 5: is a word of its own; say which",
            "column queue: rows 2-3: give one queue of an authority more than once; keep one",
            "column contacts_share: row 5: the shares of all sum to 0; they must sum to 1",
            "column contacts_share: rows 2-3: the shares of bexley sum to 0.9; they must sum to 1",
        ]


class TestOneWorkbook:
    def test_each_role_is_read_from_its_sheet(self, tmp_path):
        path = tmp_path / "demand.xlsx"
        with pd.ExcelWriter(path) as book:
            table(HALF_HOURS + day(("09:00", "1"))).to_excel(book, sheet_name="half_hours", index=False)
            table(MONTHS + year(TestMonths.WHOLE)).to_excel(book, sheet_name="months", index=False)
            table(QUEUES + f"all,tax,1,240{MADE_UP}").to_excel(book, sheet_name="queues", index=False)
        assert half_hours.of_file(path)["starts"].tolist() == ["09:00"]
        assert len(months.of_file(path)) == 12
        assert queues.of_file(path)["queue"].tolist() == ["tax"]
        # and from a CSV file of its own
        (tmp_path / "queues.csv").write_text(QUEUES + f"all,tax,1,240{MADE_UP}", encoding="utf-8")
        assert queues.of_file(tmp_path / "queues.csv")["handling_time_seconds"].tolist() == [240]
        assert not sheets.read(tmp_path / "queues.csv").empty
