"""Excess-travel pay: an employer's policy as rules, what it owes to each of the staff, and the lines of cost it makes.

Pay is a transfer from employer to staff: cash, and never part of the economic case.
"""
