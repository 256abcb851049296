"""What an officer writes beside the figures: mandate, risks, programme, log, equality screening, facts of sites."""
