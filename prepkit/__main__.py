"""`python -m prepkit` is the command `prepkit`."""

from prepkit.cli import main

main(prog_name="prepkit")
