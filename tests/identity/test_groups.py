"""Groups: joining is symmetric and transitive, and what is known to be two things stays two."""

from hypothesis import given
from hypothesis import strategies as st

from songphasa.identity.groups import Groups

pairs = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12)


def partition(groups: Groups) -> set[frozenset[str]]:
    homes: dict[str, set[str]] = {}
    for name in "abcdefgh":
        homes.setdefault(groups.find(name), set()).add(name)
    return set(map(frozenset, homes.values()))


@given(pairs)
def test_the_order_of_joins_does_not_matter(joins: list[tuple[str, str]]) -> None:
    one, other = Groups(), Groups()
    for left, right in joins:
        one.join(left, right)
    for left, right in reversed(joins):
        other.join(right, left)
    assert partition(one) == partition(other)
    assert all(one.find(left) == one.find(right) for left, right in joins)


@given(pairs)
def test_two_known_things_never_meet(joins: list[tuple[str, str]]) -> None:
    groups = Groups()
    groups.know("a", "Ayutthaya")
    groups.know("b", "Buri Ram")
    for left, right in joins:
        groups.join(left, right)
    assert groups.find("a") != groups.find("b")
