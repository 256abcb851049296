"""Published tables of people, desks and rooms, and of what happens when a site fails."""

from pandera.typing.pandas import Series

from feasibility.tables.base import Table, column


class PeopleTable(Table):
    """people.csv: from agents at work at once to people on the one hand, to desks and floor area on the other."""

    way: Series[str] = column("Way of working", "Way of working of the operation")
    authority: Series[str] = column("Authority", "Authority id; `all` for everybody")
    agents: Series[int] = column(
        "Agents at once", "In the busiest half-hour planned for: where both chains begin", ge=0
    )
    agents_rostered: Series[int] = column(
        "Agents rostered",
        "So that the agents are at work at once in spite of leave, sickness, training and breaks",
        ge=0,
    )
    agents_full_time_equivalents: Series[float] = column(
        "Agents, FTE", "Full-time equivalents that the year's contacts take, shrinkage within", ge=0
    )
    agents_posts: Series[float] = column(
        "Agents, posts", "Full-time equivalents that the roster takes to cover every half-hour of opening", ge=0
    )
    agents_heads: Series[int] = column("Agents, heads", "Members of staff behind them, many part-time", ge=0)
    team_leaders_full_time_equivalents: Series[float] = column(
        "Team leaders, FTE", "One to each span of agents, by full-time equivalents", ge=0
    )
    team_leaders_heads: Series[int] = column("Team leaders, heads", "Members of staff", ge=0)
    support_full_time_equivalents: Series[float] = column(
        "Support, FTE", "Posts; nobody stands in for them while they are away", ge=0
    )
    support_heads: Series[int] = column("Support, heads", "Members of staff", ge=0)
    full_time_equivalents: Series[float] = column("FTE", "Full-time equivalents together", ge=0)
    heads: Series[int] = column("Staff needed", "Members of staff together: never a number of desks", ge=0)
    agent_desks: Series[int] = column("Agent desks", "Agents at once less those at home; without shrinkage", ge=0)
    team_leader_desks: Series[int] = column("Team leader desks", "For those on site on the busiest day", ge=0)
    support_desks: Series[int] = column("Support desks", "For those on site on the busiest day", ge=0)
    touch_down_workstations: Series[int] = column("Touch-down", "Unassigned workstations", ge=0)
    workstations: Series[int] = column("Workstations", "All desks", ge=0)
    training_places: Series[int] = column("Training places", "In training rooms; no workstations", ge=0)
    rooms_m2: Series[float] = column("Rooms (m²)", "Training and meeting rooms beside the workstations", ge=0)
    floor_m2: Series[float] = column("NIA (m²)", "Net internal area, rooms within", ge=0)
    floor_basis: Series[str] = column("Basis of floor area", "How the floor standard is stated")


class ResilienceTable(Table):
    """resilience.csv: what goes on when the largest site of an option fails for a day."""

    option_id: Series[str] = column("Option id", "Option", unique=True)
    sites: Series[int] = column("Sites", "Number of sites that agents work at", ge=1)
    largest_site: Series[str] = column("Largest site", "The one taken to fail")
    largest_site_share: Series[float] = column("Share at it", "Share of the workstations taken", ge=0, le=1)
    workstations: Series[int] = column("Workstations", "Taken at all sites", ge=0)
    workstations_left: Series[int] = column("Workstations left", "At the other sites once it has failed", ge=0)
    agents: Series[int] = column("Agents at once", "In the busiest half-hour planned for", ge=0)
    agents_wanted: Series[int] = column("Agents to go on", "The share of them who must be able to go on", ge=0)
    agents_at_other_sites: Series[int] = column("At other sites", "Who can go on at the sites left", ge=0)
    agents_at_council_buildings: Series[int] = column("In council buildings", "Who can go on there the same day", ge=0)
    agents_at_home: Series[int] = column("At home", "Who go on from home", ge=0)
    agents_kept: Series[int] = column("Agents kept", "Who can go on together", ge=0)
    seats_to_find: Series[int] = column("Fallback seats to find", "Agents to go on less agents kept, if above 0", ge=0)
    answered_share: Series[float] = column(
        "Answered", "Agents kept over agents at once: share of contacts still taken; nobody works faster", ge=0, le=1
    )
    contacts_lost_per_day: Series[float] = column("Contacts lost a day", "On a mean weekday", ge=0)
    contacts_loss_gbp_per_day: Series[float] = column(
        "Their value (£/day)", "At the stated value a contact; 0 where none is stated", ge=0
    )
    idle_gbp_per_day: Series[float] = column(
        "Pay of idle agents (£/day)",
        "Paid for while no work can be done; not to be added to the value of contacts",
        ge=0,
    )
    finding: Series[str] = column("Finding", "What that means, in words")
