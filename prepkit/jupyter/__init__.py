"""Notebooks run as a program runs: from the first cell to the last, the same each time."""
