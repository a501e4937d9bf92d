"""The settings, read once at the edge (the CLI) and handed down from there."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from ingest.errors import ZhiguiError

MOST_PROCESSES = 4
"""Answering processes where nobody says how many: each holds words and remembered answers of its own, and offices whose
machines have more cores seldom have more memory, nor more than four people who search in the same moment."""


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
    """`ZHIGUI_INDEX`: `tantivy:///path` or `whoosh:///path`; `auto:///path` takes the fastest engine at hand;
    `opensearch://host:9200/name` is on a server."""
    workers: int
    """`ZHIGUI_WORKERS`: processes that extract, as `local:2`."""
    processes: int
    """`ZHIGUI_PROCESSES`: processes that answer HTTP at the one address of the API."""
    api: tuple[str, int]
    """`ZHIGUI_API`: host and port of the API."""
    ui: tuple[str, int]
    """`ZHIGUI_UI`: host and port of the portal."""
    container: str | None
    """`ZHIGUI_NETWORK`: of `container:name` the name that other containers call this one by; None for `host`."""
    max_bytes: int
    """`ZHIGUI_MAX_MB`: the largest file that is taken, in bytes here and in MB there."""
    webhook: str | None
    """`ZHIGUI_FOLLOW_WEBHOOK`: where what is new about followed rules is posted; None for nowhere."""
    llm_url: str | None
    """`ZHIGUI_LLM_URL`: an OpenAI-compatible endpoint as far as `/v1`, which words answers; None for no wording."""
    llm_model: str
    """`ZHIGUI_LLM_MODEL`: the model that is asked for there."""
    llm_key: str | None = field(repr=False)
    """`ZHIGUI_LLM_KEY`: the key that is shown there; None where none is wanted."""

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> "Settings":
        """The settings in `env`; an empty variable is as good as none. Raises `BadSetting`."""
        given = {name: value.strip() for name, value in env.items() if name.startswith("ZHIGUI_") and value.strip()}
        data = _folder(given.get("ZHIGUI_DATA", "data"))
        return cls(
            data=data,
            store=given.get("ZHIGUI_STORE", f"sqlite:///{data / 'zhigui.db'}"),
            index=given.get("ZHIGUI_INDEX", f"auto:///{data / 'index'}"),
            workers=_workers(given.get("ZHIGUI_WORKERS", f"local:{min(os.cpu_count() or 1, 8)}")),
            processes=_processes(given.get("ZHIGUI_PROCESSES", str(min(os.cpu_count() or 1, MOST_PROCESSES)))),
            api=_address("ZHIGUI_API", given.get("ZHIGUI_API", "127.0.0.1:8000")),
            ui=_address("ZHIGUI_UI", given.get("ZHIGUI_UI", "127.0.0.1:8501")),
            container=_container(given.get("ZHIGUI_NETWORK", "host")),
            max_bytes=_megabytes(given.get("ZHIGUI_MAX_MB", "100")) * 1024 * 1024,
            webhook=_url("ZHIGUI_FOLLOW_WEBHOOK", given, "http://127.0.0.1:9000/news"),
            llm_url=_url("ZHIGUI_LLM_URL", given, "http://127.0.0.1:11434/v1"),
            llm_model=given.get("ZHIGUI_LLM_MODEL", "default"),
            llm_key=_key(given.get("ZHIGUI_LLM_KEY")),
        )


def _folder(value: str) -> Path:
    """The folder, which may be missing. A file where it or a folder above it should be is told of."""
    path = Path(value)
    there = next((place for place in (path, *path.parents) if os.path.exists(place)), None)
    if there is not None and not os.path.isdir(there):
        raise BadSetting("ZHIGUI_DATA", value, f"文件夹（{there} 已存在，但不是文件夹）")
    return path


def _workers(value: str) -> int:
    scheme, _, count = value.partition(":")
    number = _number(count)
    if scheme != "local" or not number:
        raise BadSetting("ZHIGUI_WORKERS", value, "local:进程数，如 local:2")
    return number


def _processes(value: str) -> int:
    number = _number(value)
    if not number:
        raise BadSetting("ZHIGUI_PROCESSES", value, "正整数（应答请求的进程数），如 2")
    return number


def _megabytes(value: str) -> int:
    number = _number(value)
    if not number:
        raise BadSetting("ZHIGUI_MAX_MB", value, "正整数（单位 MB），如 100")
    return number


def _url(name: str, given: Mapping[str, str], example: str) -> str | None:
    value = given.get(name)
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, brackets that do not close
        usable = False
    if not usable:
        raise BadSetting(name, value, f"http 或 https 的地址，如 {example}")
    return value


def _key(value: str | None) -> str | None:
    if value is not None and not (value.isascii() and value.isprintable()):
        raise BadSetting("ZHIGUI_LLM_KEY", "……", "只含英文字母、数字和符号的密钥")
    return value


def _container(value: str) -> str | None:
    kind, _, name = value.partition(":")
    if value != "host" and (kind != "container" or not name or ":" in name):
        raise BadSetting("ZHIGUI_NETWORK", value, "host，或 container:容器名（端口只发布在本机回环地址时）")
    return name.lower() or None


def _address(name: str, value: str) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    number = _number(port)
    if not host or number is None or number > 65535:
        raise BadSetting(name, value, "主机:端口，如 127.0.0.1:8000")
    return host, number


def _number(digits: str) -> int | None:
    """The number that plain digits write; None for anything else, and for more digits than any setting has."""
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None
