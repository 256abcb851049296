"""The study's problem handed to the solver as arrays: the rules of `model`, at sizes where modelling takes longest."""

from feasibility.model_at_size.solving import large, solve

__all__ = ["large", "solve"]
