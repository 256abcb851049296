"""What rows of tables.SiteCosts say that cannot be of their place."""

from feasibility.costs.places import Place


def faults(place: Place) -> list[str]:
    """Rows that cannot be of the place, one message each."""
    told = []
    for row in place.costs:
        name = f"site {place.site_id}, line {row['line']}"
        stays = row["moment"] in ("in_use", "moving_in") or row["line"] == "dilapidations"
        if not place.present_of and not stays:
            told.append(
                f"{name}: found the moment {row['moment']}, but the place is no present centre; write in_use or "
                "moving_in, or name the authority in present_of of the table of sites"
            )
        if row["line"] == "capital_receipt" and place.owned and place.present_of and place.row["released_share"] == 0:
            told.append(
                f"{name}: money is received for a place of which nothing is released (released_share is 0); take the "
                "row out, or raise released_share in the table of sites"
            )
    return told
