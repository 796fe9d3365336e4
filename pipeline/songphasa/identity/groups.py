"""Disjoint sets of names: joining two of them joins all that they have been joined with."""

from __future__ import annotations


class Groups:
    """A union-find over strings, in which names that are known to be two things stay apart."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}
        self._known: dict[str, str] = {}

    def know(self, name: str, thing: str) -> None:
        """Say which thing a name names for sure."""
        self._known.setdefault(self.find(name), thing)

    def find(self, name: str) -> str:
        """The name that stands for the group."""
        root = name
        while (parent := self._parents.get(root, root)) != root:
            root = parent
        while (parent := self._parents.get(name, name)) != root:
            self._parents[name], name = root, parent
        return root

    def join(self, left: str, right: str) -> None:
        """Make one group of two, unless they are known to be two things."""
        one, other = self.find(left), self.find(right)
        things = {self._known[root] for root in (one, other) if root in self._known}
        if one != other and len(things) < 2:
            self._parents[other] = one
            if things:
                self._known[one] = things.pop()
