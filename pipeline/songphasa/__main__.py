"""`python -m songphasa` is the command `songphasa`."""

from songphasa.cli import main

main()
