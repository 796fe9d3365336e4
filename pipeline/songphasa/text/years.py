"""Years of the Buddhist era, which Thailand counts, beside those of the Christian one."""

BUDDHIST = 543
"""So many years the Buddhist era is ahead."""

FIRST_BUDDHIST = 2400
"""A year of four digits from which on no era need be told: A.D. 1857, far ahead in the Christian era."""
