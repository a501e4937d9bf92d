"""Python starts as on a machine that tantivy and rjieba have no wheel for: they are not there, whoever looks."""

import sys
from typing import Any

HIDDEN = frozenset({"tantivy", "rjieba"})


class Without:
    """A finder of modules that does not find the hidden ones."""

    def __init__(self, finder: Any) -> None:
        self._finder = finder

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """As the finder itself says, but for what is hidden."""
        return None if name.partition(".")[0] in HIDDEN else self._finder.find_spec(name, path, target)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._finder, name)


sys.meta_path[:] = [Without(finder) for finder in sys.meta_path]
