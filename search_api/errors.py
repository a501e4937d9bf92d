"""What can go wrong in searching; messages are Chinese and say what to do.

ZhiguiError
└── SearchError
    ├── BadCursor
    ├── UnknownIndex
    └── IndexBusy
"""

from collections.abc import Iterable

from ingest.errors import ZhiguiError


class SearchError(ZhiguiError):
    """The search could not do what it was asked."""


class BadCursor(SearchError):
    """The cursor was not given out by this search."""

    def __init__(self, cursor: str) -> None:
        self.cursor = cursor
        super().__init__(f"翻页游标无效：{cursor[:80]}。请从第一页重新检索")


class UnknownIndex(SearchError):
    """The address of the index names no engine that is known."""

    def __init__(self, address: str, known: Iterable[str]) -> None:
        self.address = address
        self.known = tuple(known)
        super().__init__(f"无法识别的索引地址“{address}”，ZHIGUI_INDEX 应为：{'、'.join(self.known)}")


class IndexBusy(SearchError):
    """Another process is writing the index."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"索引正被另一个进程写入，请稍后重试：{path}")
