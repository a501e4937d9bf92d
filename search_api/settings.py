"""The settings, read once at the edge (`create_app`, the CLI) and handed down from there."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import ZhiguiError


class BadSetting(ZhiguiError):
    """An environment variable that cannot be understood."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        self.name = name
        super().__init__(f"环境变量 {name} 的值“{value}”无效，应为：{expected}")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and who serves what."""

    data: Path
    """`ZHIGUI_DATA`: the folder that holds everything in embedded mode."""
    store: str
    """`ZHIGUI_STORE`: `sqlite:///path`."""
    index: str
    """`ZHIGUI_INDEX`: `tantivy:///path` or `whoosh:///path`; `auto:///path` takes the fastest engine at hand."""
    workers: int
    """`ZHIGUI_WORKERS`: processes that extract, as `local:2`."""
    api: tuple[str, int]
    """`ZHIGUI_API`: host and port of the API."""
    ui: tuple[str, int]
    """`ZHIGUI_UI`: host and port of the portal."""
    max_bytes: int
    """`ZHIGUI_MAX_MB`: the largest file that is taken, in bytes here and in MB there."""

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> "Settings":
        """The settings in `env`. Raises `BadSetting`."""
        data = Path(env.get("ZHIGUI_DATA", "data"))
        return cls(
            data=data,
            store=env.get("ZHIGUI_STORE", f"sqlite:///{data / 'zhigui.db'}"),
            index=env.get("ZHIGUI_INDEX", f"auto:///{data / 'index'}"),
            workers=_workers(env.get("ZHIGUI_WORKERS", f"local:{min(os.cpu_count() or 1, 8)}")),
            api=_address("ZHIGUI_API", env.get("ZHIGUI_API", "127.0.0.1:8000")),
            ui=_address("ZHIGUI_UI", env.get("ZHIGUI_UI", "127.0.0.1:8501")),
            max_bytes=_megabytes(env.get("ZHIGUI_MAX_MB", "100")) * 1024 * 1024,
        )


def _workers(value: str) -> int:
    scheme, _, count = value.partition(":")
    if scheme != "local" or not count.isdigit() or int(count) < 1:
        raise BadSetting("ZHIGUI_WORKERS", value, "local:进程数，如 local:2")
    return int(count)


def _megabytes(value: str) -> int:
    if not value.isdigit() or int(value) < 1:
        raise BadSetting("ZHIGUI_MAX_MB", value, "正整数（单位 MB），如 100")
    return int(value)


def _address(name: str, value: str) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    if not host or not port.isdigit() or not 0 <= int(port) <= 65535:
        raise BadSetting(name, value, "主机:端口，如 127.0.0.1:8000")
    return host, int(port)
