"""What can go wrong in searching and serving; messages are Chinese and say what to do.

ZhiguiError
├── SearchError
│   ├── BadCursor
│   ├── UnknownIndex
│   ├── MissingEngine
│   ├── IndexBusy
│   ├── IndexAway
│   ├── IndexFull
│   ├── IndexRefused
│   └── IndexUnwritable
├── RequestError
│   ├── UnknownParameters
│   ├── RepeatedParameters
│   ├── ContentTooLarge
│   ├── WrongContentType
│   ├── BadBatch
│   ├── ForeignHost
│   └── ForeignOrigin
└── ServiceError
    ├── NotReady
    ├── JobsBroken
    ├── SearchesBroken
    └── NotLoopback
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


class IndexFull(SearchError):
    """The disk has no room for what the index should take over; it holds what it held before."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"磁盘空间不足，索引未能更新（已入库的文献不受影响，清理磁盘后会自动补上）：{path}")


class IndexUnwritable(SearchError):
    """The index's folder may not be written to, or cannot be made."""

    def __init__(self, path: str, detail: str) -> None:
        self.path = path
        super().__init__(
            f"没有写入索引的权限（{detail}）：{path}。请检查文件夹的权限，或另设 ZHIGUI_INDEX 指向可写的位置"
        )


class MissingEngine(SearchError):
    """The engine's package is not installed."""

    def __init__(self, engine: str, package: str) -> None:
        self.engine = engine
        super().__init__(f"没有安装 {engine} 引擎所需的 {package}，请先运行：pip install 'zhigui[{engine}]'")


class IndexAway(SearchError):
    """The server that holds the index does not answer, or takes nothing more at the moment."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(f"检索引擎没有回应（{address}），恢复后会自动接上，请稍后重试；已入库的资料不受影响")


class IndexRefused(SearchError):
    """The server that holds the index is there and does not do what it is asked."""

    def __init__(self, address: str, detail: str) -> None:
        self.address = address
        super().__init__(
            f"检索引擎拒绝了请求（{detail}）：{address}。请检查 ZHIGUI_INDEX 的地址、用户名和密码，以及服务器的磁盘空间"
        )


def told(error: Exception) -> str:
    """What people are told of it: the details of a bug stay in the log."""
    return str(error) if isinstance(error, ZhiguiError) else "意外错误，详见日志"


class RequestError(ZhiguiError):
    """A request that is refused before it reaches the engine."""


class UnknownParameters(RequestError):
    """The address has query parameters that the endpoint does not know."""

    def __init__(self, names: Iterable[str], known: Iterable[str]) -> None:
        self.names = tuple(names)
        self.known = tuple(known)
        choice = f"可用的参数：{'、'.join(self.known)}" if self.known else "这个地址没有查询参数"
        super().__init__(f"不认识查询参数：{'、'.join(name[:80] for name in self.names[:20])}。{choice}")


class RepeatedParameters(RequestError):
    """A parameter that takes one value was given several times."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(f"查询参数只能出现一次：{'、'.join(self.names)}")


class ContentTooLarge(RequestError):
    """What was sent is above the limit; reading stopped there."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        size = f"{limit // 1024**2} MB" if limit >= 1024**2 else f"{limit // 1024} KB"
        super().__init__(f"内容超过上限 {size}。请拆分文件或分批上传，或由管理员调高 ZHIGUI_MAX_MB")


class WrongContentType(RequestError):
    """The body is not of the type that the endpoint takes."""

    def __init__(self, found: str, expected: str) -> None:
        self.found = found
        self.expected = expected
        super().__init__(f"请求体的类型是“{found[:80] or '未注明'}”，应为 {expected}")


class BadBatch(RequestError):
    """The file of queries cannot be used."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"批量处理：{detail}")


class ForeignHost(RequestError):
    """The request is for another host: a page elsewhere may have pointed its name at this machine."""

    def __init__(self, host: str) -> None:
        self.host = host
        super().__init__(f"不接受以主机名“{host[:80]}”访问，请使用 127.0.0.1 或 localhost")


class ForeignOrigin(RequestError):
    """A page from elsewhere asks for a change."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        super().__init__(f"不接受来自其他网页（{origin[:80]}）的写入请求，请在知规的页面中操作")


class ServiceError(ZhiguiError):
    """The service itself is not as it should be."""


class NotReady(ServiceError):
    """The service runs but cannot answer as it should yet."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"服务尚未就绪：{reason}")


class JobsBroken(ServiceError):
    """The file that keeps the jobs is damaged or cannot be written."""

    def __init__(self, path: str, detail: str) -> None:
        self.path = path
        super().__init__(
            f"任务记录无法读写（{detail}）：{path}。请检查磁盘；文件若已损坏，移走后重启即可，已入库的文献不受影响"
        )


class SearchesBroken(ServiceError):
    """The file that keeps saved searches and synonyms is damaged or cannot be written."""

    def __init__(self, path: str, detail: str) -> None:
        self.path = path
        super().__init__(
            f"检索记录无法读写（{detail}）：{path}。请检查磁盘；文件若已损坏，移走即可（已存检索和同义词须重设），文献不受影响"
        )


class NotLoopback(ServiceError):
    """The set address is open to other machines, and there are no tokens to tell readers apart."""

    def __init__(self, host: str) -> None:
        self.host = host
        super().__init__(
            f"ZHIGUI_API 的主机“{host}”可以从其他机器访问，而本版本没有访问令牌，任何人都能读写资料库。"
            "请改用 127.0.0.1 或 localhost；在容器内运行且端口只发布在本机时，设 ZHIGUI_NETWORK=container:容器名"
        )
