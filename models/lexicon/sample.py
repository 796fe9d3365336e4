"""Prints random rows of the shipped lexicon for a review by eye; the share of right ones is its precision.

usage: sample.py [ROWS SEED]
"""

from __future__ import annotations

import random
import sys

from songphasa.acronyms.lexicon import SHIPPED


def main() -> None:
    """Print the header and the rows."""
    rows, seed = (int(given) for given in sys.argv[1:] or ("200", "1"))
    header, *lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    print(header, *random.Random(seed).sample(lines, rows), sep="\n")  # noqa: S311, T201


if __name__ == "__main__":
    main()
