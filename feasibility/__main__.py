"""`python -m feasibility`."""

from feasibility.cli import main

main()
