"""Site figures and settings into money: coefficients for the optimiser, and cost sheets for people."""
