"""The table of rail lines against published links and minutes that may not ship. Prints what differs."""

import pandas as pd
import pytest

from tests.benchmarks import rail_table as rail

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(not rail.LINKS_2019.exists(), reason="the published links are not beside the repository"),
]

BEYOND = {
    "train-medway-valley": "the links leave out trains that never come near London",
    "train-high-speed-medway": "the links leave out trains to the main station of St Pancras",
    "train-high-speed-ashford": "the links leave out trains to the main station of St Pancras",
    "train-sutton-loop": "the links leave out Thameslink trains west of Herne Hill",
    "train-victoria-sutton-mitcham": "the links leave out Southern trains west of Streatham",
}
"""Lines whose order no published link tells, and why."""
NOT_IN_2022 = {"bakerloo", "central", "northern", "piccadilly", "victoria", "waterloo"}
"""Tube lines that the links of 2022 leave out."""

NEIGHBOURS = (
    "HYS-WWI ELE-EDN NBC-CLK LAD-CFB FCN-WLI BXH-BNH KDB-ELW LEE-MTG MTG-NEH SID-AYP SUP-BMN CLD-KCK DNG-SEV "
    "GRP-ESD PNE-KTH WDU-SYH CFT-CTF BEC-RVB EYN-SEH BBL-SEV MZH-WCB PLU-ABW BVD-ERH WWD-CTN BKH-CTN SCG-GNH "
    "SWM-NFL HGM-SOO FNR-LGF EML-BMG KMS-BRG HLB-TON HIB-TBW FRT-WAD MRN-SPU BCY-HPA PNW-ANZ BIK-BKJ EDW-NDL "
    "KLY-WHY TTH-SRS SRH-WNW GIP-CYP RDD-UWL RHM-CDN HOX-HGG ROE-WPE CTK-ZFD HRM-LEN BKL-PET"
)
"""Neighbours between which few trains run past without a call, since a link tells of those as well."""
LONDON_NEIGHBOURS = {
    "dlr": "mudchute/island-gardens pontoon-dock/west-silvertown langdon-park/devons-road prince-regent/royal-albert",
    "tram": "arena/woodside birkbeck/avenue-road fieldway/addington-village phipps-bridge/morden-road",
    "tube": "temple/blackfriars stepney-green/mile-end southwark/waterloo barbican/moorgate",
}


@pytest.fixture(scope="module")
def ours() -> rail.Table:
    return rail.table()


@pytest.fixture(scope="module")
def of_2019(ours) -> list[rail.Link]:
    return rail.links(rail.LINKS_2019, ours, "train")


def of_2022(ours: rail.Table, vehicle: str) -> list[rail.Link]:
    return rail.links(rail.LINKS_2022, ours, vehicle, ["Metro"] if vehicle == "tube" else ["Tram"])


def show(capsys, *words: str) -> None:
    with capsys.disabled():
        print("\n".join(["", *words]))  # noqa: T201  the figures are what a benchmark is for


def test_trains_call_in_the_order_of_the_links(ours, of_2019, capsys):
    chained = rail.order(ours, "train", of_2019)
    show(
        capsys,
        f"trains: {(chained == 1).sum()} of {len(chained)} patterns in one link, {(chained > 1).sum()} in a chain",
        *(f"  not found: {line}: {BEYOND.get(str(line), 'no reason known')}" for line in chained.index[chained == 0]),
    )
    assert set(chained.index[chained == 0]) == set(BEYOND)
    assert (chained > 0).mean() >= 0.9


def test_a_pattern_out_of_order_is_not_found(ours, of_2019):
    stops = list(ours.calls["train-hayes-charing-cross"][0])
    sequences = [link.stops for link in of_2019]
    sequences += [stops[::-1] for stops in sequences]
    assert rail.chained(stops, sequences) == 1
    stops[5], stops[8] = stops[8], stops[5]
    assert rail.chained(stops, sequences) != 1


@pytest.mark.parametrize("vehicle", ["tram", "dlr", "tube"])
def test_trams_and_tubes_call_in_the_order_of_the_links(ours, vehicle, capsys):
    chained = rail.order(ours, vehicle, of_2022(ours, vehicle))
    missing = chained.index[chained == 0]
    show(capsys, f"{vehicle}: {(chained > 0).sum()} of {len(chained)} patterns found; not: {', '.join(missing) or '-'}")
    assert {str(line).split("-")[1] for line in missing} <= (NOT_IN_2022 if vehicle == "tube" else set())


def test_trains_a_day_between_neighbours(ours, of_2019, capsys):
    pairs = [tuple(f"station-{crs.lower()}" for crs in pair.split("-")) for pair in NEIGHBOURS.split()]
    found = rail.between(ours, of_2019, pairs)
    off = (found["ratio"] - 1).abs()
    show(
        capsys,
        f"weekday trains one way between {len(found)} pairs of neighbours: {(off <= 0.3).mean():.0%} within 30%, "
        f"{(off <= 0.1).mean():.0%} within 10%; those that differ by more than a tenth:",
        found[off > 0.1].round(2).to_string(),
    )
    assert found["published"].gt(0).all()
    assert (off <= 0.3).mean() >= 0.9
    assert (off <= 0.1).mean() >= 0.7


@pytest.mark.parametrize("vehicle", list(LONDON_NEIGHBOURS))
def test_trams_and_tubes_a_day_between_neighbours(ours, vehicle, capsys):
    pairs = [tuple(f"{vehicle}-{name}" for name in pair.split("/")) for pair in LONDON_NEIGHBOURS[vehicle].split()]
    found = rail.between(ours, of_2022(ours, vehicle), pairs)
    show(capsys, f"{vehicle}: weekday services one way", found.round(2).to_string())
    assert found["published"].gt(0).all()
    assert ((found["ratio"] - 1).abs() <= 0.3).mean() >= 0.75


def test_minutes_to_cannon_street(ours, capsys):
    found = rail.to_cannon_street(ours)
    error = found["table"] - found["published"]
    worst = found.assign(error=error).loc[error.abs().sort_values(ascending=False).index[:8]]
    # The table speaks of 2019, the minutes of 2025, when fewer trains ran to Cannon Street: a longer wait.
    show(
        capsys,
        f"direct trains to Cannon Street, {len(found)} stations: mean absolute error {error.abs().mean():.2f} minutes, "
        f"bias {error.mean():.2f}; the worst:",
        worst.round(1).to_string(),
    )
    assert found["table"].notna().all()
    assert error.abs().mean() <= 4.0
    assert pd.Series(found["table"]).corr(found["published"], method="spearman") >= 0.95
