"""A matrix of overrides of one scenario, each cell worked out: in one process, over cores or on a cluster."""
