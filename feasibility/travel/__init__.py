"""Homes, sites and networks into minutes and km by mode, and into each journey before and after."""
