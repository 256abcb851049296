"""The glossary: words that a reader of the appendices may not know, and what they mean here."""

WORDS: tuple[tuple[str, str], ...] = (
    (
        "Agents",
        "People answering contacts at one moment. More staff than this are employed, for leave, training and shifts.",
    ),
    ("Answer speed", "The mean time a contact waits before it is answered."),
    (
        "Apart, pooled, virtual pool",
        "Apart: each authority answers its own contacts, even in a shared building. Pooled: one queue in "
        "shared buildings, any agent may answer any contact. Virtual pool: one queue, and nobody moves.",
    ),
    (
        "Article 4 direction",
        "A rule of the planning authority under which a change that is usually allowed needs permission after all.",
    ),
    (
        "Bad day",
        "A journey by public transport on which every wait is as long as it can be: the whole time between "
        "two services.",
    ),
    (
        "Benefit",
        "The value score without the criteria that are money, out of 100. It stands beside a cost that holds "
        "none of what it scores.",
    ),
    ("Best", "The option with the lowest total net present cost."),
    ("Binding half-hour", "The half-hour that needs most agents. Workstations are planned for it."),
    ("Break", "A day on which a lease may be ended before its time, after notice and sometimes for a payment."),
    ("Busy-hour contacts", "Contacts an hour at the rate of the binding half-hour."),
    (
        "Corridor",
        "Land within a set distance of the shared border. A site outside it is left out, unless it is a "
        "present centre and the scenario keeps those in.",
    ),
    ("Critical success factor", "A test that a place must pass whatever else speaks for it."),
    ("Do minimum", "Each authority stays and mends its own centre where it must, and nothing is shared."),
    ("Do nothing", "Every authority keeps the centre it has now, as it is."),
    (
        "Draw",
        "One set of values for every figure with a stated distribution, drawn at once. Every option is priced "
        "with the same set.",
    ),
    ("Economic case", "What an option costs society in resources, whoever pays. It ranks the options."),
    (
        "Edition",
        "One of two forms of the same results: the public one, and an exempt one that also holds prices of "
        "single places and is not published.",
    ),
    ("EPC", "Energy performance certificate: how much energy a building needs, from A to G."),
    ("Erlang", "A measure of work in hand: one erlang keeps one agent busy all the time."),
    ("Erlang A", "Erlang C for callers who give up when they have waited too long. It asks for fewer agents."),
    (
        "Erlang C",
        "The standard formula for how long contacts wait, given the traffic and the number of agents. It "
        "assumes that nobody gives up.",
    ),
    (
        "Exempt part",
        "The part of a committee's papers that is not published, because the law lets a council keep it back.",
    ),
    ("Expected", "The day a milestone was done, or is now forecast for, or else was planned for."),
    ("Financial case", "What the councils pay and receive, taxes and transfers included."),
    ("Flood zone", "How likely land is to flood by river or sea: 1 is the least likely, 3 the most."),
    ("Frontier", "The options that no other passes: none has more benefit at the same cost or less."),
    ("FTE", "Full-time equivalent: part-time contracts added up to whole ones."),
    ("Gateway", "A milestone that somebody must sign off before work goes on."),
    ("Headroom", "Workstations available over workstations needed, less one."),
    ("Staff needed", "Members of staff, many of them part-time. Never a number of desks."),
    (
        "Key assumption",
        "An assumption that the answer turns on. While nobody has validated one of them, the report is a draft.",
    ),
    ("Lead time", "Months from the start of the programme until a way of working is ready."),
    (
        "Least firm",
        "A cost line takes the status of its weakest figure: illustrative before assumed, assumed before sourced.",
    ),
    ("Long list", "Every place that was looked at, before any test."),
    ("LPSN", "London Public Services Network: a secure network that councils share."),
    (
        "Mean, median, 90th percentile",
        "The mean is the average. Half of the staff lie below the median. Nine in ten lie below the 90th percentile.",
    ),
    (
        "Near-tie",
        "An option whose total is so close to the best that the figures cannot tell them apart. The share is "
        "a setting.",
    ),
    (
        "Net present cost, NPC",
        "All costs over the period in one sum, with later payments counting for less. Prices are real: "
        "inflation is taken out.",
    ),
    (
        "Net present social value, NPSV",
        "Net present cost saved against another option. Negative where the option costs more.",
    ),
    ("NIA", "Net internal area: the floor that can be used, without walls, stairs, lifts and toilets."),
    ("Occupancy cap", "The largest share of a half-hour that an agent should be busy with contacts."),
    ("Opportunity cost", "What owned space could earn if it were let. It is a cost, but nobody pays it."),
    (
        "Optimism bias",
        "An addition to early cost estimates, because such estimates tend to be too low. Each category of "
        "cost has its own.",
    ),
    (
        "Pareto set, beaten by none",
        "The options for each of which no other is at least as good in everything and better in something.",
    ),
    ("Patience", "The mean time after which a waiting caller gives up."),
    ("Posts by roster", "Full-time contracts that cover every half-hour of opening with the agents it needs."),
    ("Present cost", "The sum of one line's payments over the period, discounted to year 0."),
    ("Pro-forma", "One page on one place, the same questions asked of each."),
    (
        "PTAL",
        "Public transport accessibility level: how near a place is to how many services, from 0 (none) to 6b "
        "(best). A measure of Transport for London.",
    ),
    (
        "Quickest mode open",
        "The fastest way a person could travel: by car only with a car and a space, on foot or by cycle only "
        "within a limit.",
    ),
    ("Rank", "Place by total net present cost, options that leave staff without a journey last."),
    ("Rateable value", "The yearly rent the tax office sets for a property. Business rates are a share of it."),
    (
        "Real and nominal",
        "Real pounds have the prices of one year. Nominal pounds have the prices of the year in which they are paid.",
    ),
    (
        "Red, amber, green",
        "How a place, risk or milestone stands, by a rule that is written down. The word always stands beside "
        "any colour.",
    ),
    (
        "Register of assumptions",
        "Every figure that the run used, with its value, source, owner, how firm it is and who validated it.",
    ),
    ("Regret", "What an option costs above the best of the same draw."),
    (
        "Released space",
        "Space that a council no longer pays for once staff have left it. Space that is not released saves nothing.",
    ),
    ("Rent-free time", "Months at the beginning of a lease for which no rent is paid."),
    (
        "Resources",
        "What an option uses up, whoever pays: rent, works, equipment and people; no taxes and no money that "
        "only changes hands.",
    ),
    ("Risk score", "Probability times impact, each low (1), medium (2) or high (3)."),
    ("Rostered", "Agents on the rota, so that enough are at work in spite of leave, sickness, training and breaks."),
    ("Screening", "An early look at who may be affected by a decision, before a full assessment."),
    ("Service charge", "What a landlord asks for shared parts of a building, such as lifts, heating and cleaning."),
    ("Service level", "The share of contacts answered within a set number of seconds."),
    ("Shrinkage", "Paid time lost to leave, sickness, training and breaks."),
    (
        "Sourced, assumed, illustrative",
        "How firm a figure is: published by somebody named; judged by somebody named; or only there to show "
        "the method.",
    ),
    ("Staff measured", "Staff whose journey is known both before and after. Nobody else is in a mean."),
    ("Suppressed", "Not shown, because so few staff are counted that somebody might be recognised."),
    (
        "Swing weight",
        "What going from the worst to the best of a criterion's declared range is worth, beside the same of "
        "the others.",
    ),
    ("Switching value", "How far one figure must move before another option is best."),
    ("Take-up", "The share of contacts that move to other channels, such as the web."),
    ("Tenure", "How a building is held: leased, or owned."),
    (
        "Transfer",
        "Money that passes from one to another and uses up nothing, such as a tax or redundancy pay. In the "
        "financial case alone.",
    ),
    ("UPRN", "Unique property reference number: the number by which a property is known in every public register."),
    ("Validated", "Confirmed by somebody who answers for it and is named."),
    (
        "Value of added travel",
        "Time, vehicles and carbon of the journeys that an option adds for staff, over the period. It is not "
        "paid by the councils.",
    ),
    ("Way of working", "Apart, pooled, or one queue over centres that stay."),
    ("Workstation", "A desk with its equipment, for an agent, a team leader or support staff."),
    ("Worst tenth", "The tenth of the staff with the longest journeys, or with the largest change."),
    ("Year 0", "The financial year in which the programme starts. It is not discounted."),
)
