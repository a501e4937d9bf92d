"""What can go wrong with the library; messages are Chinese and say what to do.

ZhiguiError
└── StoreError
    ├── NotFound
    ├── BadCursor
    ├── StoreBusy
    ├── StoreFull
    ├── StoreBroken
    ├── StoreVersion
    ├── StoreUnwritable
    ├── StoreAway
    ├── StoreDenied
    ├── MissingDriver
    ├── UnknownStore
    └── CorrectionError
        ├── BadCorrection
        ├── QuoteNotFound
        ├── QuoteAmbiguous
        ├── AlreadyCorrected
        ├── AlreadyUndone
        └── NotInConflict
"""

from datetime import datetime

from ingest.errors import ZhiguiError


class StoreError(ZhiguiError):
    """The store could not do what it was asked."""


class NotFound(StoreError):
    """Nothing has this id or name, or the reader may not see it (the two are not told apart)."""

    def __init__(self, what: str, key: str) -> None:
        self.what = what
        self.key = key
        super().__init__(f"没有找到{what}：{key}")


class BadCursor(StoreError):
    """A page was asked for with a cursor that no page gave."""

    def __init__(self, cursor: str) -> None:
        self.cursor = cursor
        super().__init__("翻页标记无效，请从第一页重新开始")


class StoreBusy(StoreError):
    """Another process is writing and did not finish in time."""

    def __init__(self) -> None:
        super().__init__("资料库正被另一个进程写入，请稍后重试")


class StoreFull(StoreError):
    """The disk has no room; the transaction was rolled back and nothing half-written is left."""

    def __init__(self) -> None:
        super().__init__("磁盘空间不足，本份文献未写入；请清理磁盘后重新运行，已入库的内容不受影响")


class StoreBroken(StoreError):
    """The store's file is damaged or is not a store."""

    def __init__(self, path: str, detail: str) -> None:
        self.path = path
        super().__init__(f"资料库文件无法打开（{detail}）：{path}。请换用备份，或另设 ZHIGUI_STORE 指向新的资料库")


class StoreVersion(StoreError):
    """The store was made by a newer version of Zhigui."""

    def __init__(self, path: str, found: int, known: int) -> None:
        self.path = path
        super().__init__(f"资料库由更新的版本建立（结构版本 {found}，本程序支持到 {known}），请升级知规：{path}")


class StoreUnwritable(StoreError):
    """The store's file or folder may not be written to, or its folder cannot be made."""

    def __init__(self, path: str, detail: str) -> None:
        self.path = path
        super().__init__(
            f"没有写入资料库的权限（{detail}）：{path}。请检查文件夹的权限，或另设 ZHIGUI_STORE 指向可写的位置"
        )


class StoreAway(StoreError):
    """The store's server does not answer; nothing is lost, and the same call works once it is back."""

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(f"资料库服务器没有应答：{place}。请确认它已启动、网络可达，稍后重试；已入库的内容不受影响")


class StoreDenied(StoreError):
    """The store's server does not take the user name and password."""

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(f"资料库服务器拒绝登录：{place}。请检查 ZHIGUI_STORE 中的用户名和密码")


class MissingDriver(StoreError):
    """The package that talks to the store's server is not installed."""

    def __init__(self, engine: str, package: str) -> None:
        self.engine = engine
        super().__init__(f"没有安装连接 {engine} 的组件，请先运行：pip install {package}")


class UnknownStore(StoreError):
    """No engine takes this address."""

    def __init__(self, address: str, known: tuple[str, ...]) -> None:
        self.address = _without_password(address)
        super().__init__(f"无法识别的资料库地址“{self.address}”，目前支持：{'、'.join(known)}")


class CorrectionError(StoreError):
    """A correction could not be taken."""


class BadCorrection(CorrectionError):
    """What a correction says does not fit what it is about."""

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__(f"这条校订无法采用：{detail}")


class QuoteNotFound(CorrectionError):
    """The words that a correction is about do not stand in the document, or nothing of this kind stands there."""

    def __init__(self, exact: str, what: str = "") -> None:
        self.exact = exact
        short = exact if len(exact) <= 40 else exact[:40] + "…"
        missing = f"处没有抽取到{what}，请刷新后重试，或改为“标出遗漏”" if what else "，请照原文复制（含标点）后重试"
        super().__init__(f"在“{short}”{missing}" if what else f"文中没有“{short}”{missing}")


class QuoteAmbiguous(CorrectionError):
    """The words stand in the document more than once."""

    def __init__(self, exact: str, times: int) -> None:
        self.exact = exact
        self.times = times
        super().__init__(f"“{exact[:40]}”在文中出现 {times} 次，请连同前后文字一起选取")


class AlreadyCorrected(CorrectionError):
    """Somebody else has corrected the same thing, and the author has not seen that."""

    def __init__(self, correction_id: str, by: str, at: datetime, what: str) -> None:
        self.correction_id = correction_id
        self.by = by
        self.at = at
        when = at.strftime("%Y-%m-%d %H:%M")
        super().__init__(f"{by} 已于 {when} 对此{what}。请刷新后查看，再决定是否修改")


class AlreadyUndone(CorrectionError):
    """The correction has been undone before."""

    def __init__(self, correction_id: str, by: str, at: datetime) -> None:
        self.correction_id = correction_id
        self.by = by
        self.at = at
        super().__init__(f"这条校订已由 {by} 于 {at.strftime('%Y-%m-%d %H:%M')} 撤销，不必再撤销")


class NotInConflict(CorrectionError):
    """Nothing stands against the correction, or somebody has settled it before."""

    def __init__(self, correction_id: str) -> None:
        self.correction_id = correction_id
        super().__init__("这条校订没有待处理的冲突，可能已有人处理，请刷新后查看")


def _without_password(address: str) -> str:
    """What may be shown of an address: nothing of what stands before the host."""
    scheme, found, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if found else address
