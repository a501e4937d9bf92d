"""Who may see what: every read of store and index is made for a `Reader`."""

from dataclasses import dataclass

LEVELS = ("公开", "内部", "受限")
"""The default access levels, from the most to the least open."""


@dataclass(frozen=True, slots=True)
class Access:
    """What a document asks of its readers: a level and, where `groups` is not empty, membership in one of them."""

    level: str = LEVELS[0]
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads. `levels` are all levels that they may open; None means everything (local mode)."""

    levels: frozenset[str] | None = None
    groups: frozenset[str] = frozenset()

    def may_open(self, access: Access) -> bool:
        """Whether a document with this access is open to the reader; engines say the same in their own query."""
        if self.levels is None:
            return True
        return access.level in self.levels and (not access.groups or bool(access.groups & self.groups))


LOCAL = Reader()
"""The one reader of local mode, who may see everything."""
