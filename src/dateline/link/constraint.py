"""What people decided about sameness, and groups that obey it: merged things stay together, split ones apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.types.judgement import Judgement, Link

BY = "link/1"
"""The name under which links are made."""


class Constraints:
    """Pairs that must and pairs that cannot be together. A merge holds all its targets together; a split holds its
    first target apart from each of the others. Where two judgements contradict one another the later one holds."""

    def __init__(self, judgements: Sequence[Judgement], subject: str) -> None:
        self.together: list[tuple[str, str, str]] = []
        self.apart: dict[str, set[str]] = {}
        last: dict[tuple[str, str], tuple[bool, str]] = {}
        for judgement in sorted(judgements, key=lambda j: (j.at, j.id)):
            if judgement.subject != subject or judgement.kind not in ("merge", "split"):
                continue
            reason = f"{judgement.by}: {judgement.why}" if judgement.why else f"{judgement.by} decided so"
            first, *others = judgement.targets or ("",)
            for other in others:
                last[min(first, other), max(first, other)] = (judgement.kind == "merge", reason)
        for (left, right), (same, reason) in sorted(last.items()):
            if same:
                self.together.append((left, right, reason))
            else:
                self.apart.setdefault(left, set()).add(right)
                self.apart.setdefault(right, set()).add(left)

    @property
    def held(self) -> frozenset[str]:
        """Everything that a judgement names."""
        return frozenset(self.apart) | {x for left, right, _ in self.together for x in (left, right)}


class Groups:
    """Disjoint sets of ids with the links that made them; a union that would break a split is refused."""

    def __init__(self, constraints: Constraints | None = None) -> None:
        self.apart = constraints.apart if constraints else {}
        self.parent: dict[str, str] = {}
        self.members: dict[str, list[str]] = {}
        self.links: dict[str, list[Link]] = {}

    def add(self, name: str) -> None:
        if name not in self.parent:
            self.parent[name] = name

    def find(self, name: str) -> str:
        parent = self.parent
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    def of(self, root: str) -> list[str]:
        return self.members.get(root) or [root]

    def may_join(self, left: str, right: str) -> bool:
        """Whether no split stands between the groups with these roots."""
        if not self.apart:
            return True
        few, many = sorted((self.of(left), self.of(right)), key=len)
        others = set(many)
        return not any(self.apart.get(name, set()) & others for name in few)

    def join(self, link: Link) -> str | None:
        """The root of the group that the link makes; None when it was one before, or when a split forbids it."""
        left, right = self.find(link.left), self.find(link.right)
        if left == right or not self.may_join(left, right):
            return None
        if len(self.of(left)) < len(self.of(right)):
            left, right = right, left
        self.parent[right] = left
        self.members[left] = self.of(left) + self.of(right)
        self.members.pop(right, None)
        self.links[left] = [*self.links.pop(left, []), *self.links.pop(right, []), link]
        return left

    def roots(self) -> Iterator[str]:
        return (name for name in self.parent if self.parent[name] == name)

    def forget(self, root: str) -> tuple[list[str], list[Link]]:
        """The members and links of a group that is taken out."""
        members, links = self.members.pop(root, [root]), self.links.pop(root, [])
        for name in members:
            del self.parent[name]
        return members, links


def decided(together: Iterable[tuple[str, str, str]], known: Groups) -> Iterator[Link]:
    """Links for the merges whose both ends are there."""
    for left, right, reason in together:
        if left in known.parent and right in known.parent:
            yield Link(left, right, 1.0, reason, "person")
