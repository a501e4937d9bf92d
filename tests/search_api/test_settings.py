"""What is set is understood, and what cannot be understood is refused by name."""

from pathlib import Path

import pytest

from search_api.settings import BadSetting, Settings


def test_settings_have_defaults_on_loopback_in_the_data_folder() -> None:
    settings = Settings.from_env({})
    assert settings.data == Path("data")
    assert settings.store == f"sqlite:///{Path('data') / 'zhigui.db'}"
    assert settings.index == f"auto:///{Path('data') / 'index'}"
    assert settings.api == ("127.0.0.1", 8000)
    assert settings.ui == ("127.0.0.1", 8501)
    assert settings.max_bytes == 100 * 1024 * 1024
    assert settings.workers >= 1
    assert 1 <= settings.processes <= 4


def test_settings_follow_the_data_folder() -> None:
    settings = Settings.from_env({"ZHIGUI_DATA": "/srv/zhigui"})
    assert settings.store == "sqlite:////srv/zhigui/zhigui.db"
    assert settings.index == "auto:////srv/zhigui/index"


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("ZHIGUI_STORE", "sqlite:///x.db", "store", "sqlite:///x.db"),
        ("ZHIGUI_INDEX", "whoosh:///y", "index", "whoosh:///y"),
        ("ZHIGUI_WORKERS", "local:3", "workers", 3),
        ("ZHIGUI_PROCESSES", "3", "processes", 3),
        ("ZHIGUI_API", "localhost:9000", "api", ("localhost", 9000)),
        ("ZHIGUI_API", "[::1]:9000", "api", ("[::1]", 9000)),
        ("ZHIGUI_UI", "127.0.0.1:0", "ui", ("127.0.0.1", 0)),
        ("ZHIGUI_NETWORK", "container:api", "container", "api"),
        ("ZHIGUI_NETWORK", "host", "container", None),
        ("ZHIGUI_MAX_MB", " 5 ", "max_bytes", 5 * 1024 * 1024),
        ("ZHIGUI_MAX_MB", "", "max_bytes", 100 * 1024 * 1024),
        ("ZHIGUI_FOLLOW_WEBHOOK", "http://127.0.0.1:9000/news", "webhook", "http://127.0.0.1:9000/news"),
        ("ZHIGUI_FOLLOW_WEBHOOK", "", "webhook", None),
        ("ZHIGUI_LLM_URL", "http://127.0.0.1:11434/v1", "llm_url", "http://127.0.0.1:11434/v1"),
        ("ZHIGUI_LLM_URL", "", "llm_url", None),
        ("ZHIGUI_LLM_MODEL", "qwen", "llm_model", "qwen"),
        ("ZHIGUI_LLM_MODEL", "", "llm_model", "default"),
        ("ZHIGUI_LLM_KEY", "abc-1", "llm_key", "abc-1"),
        ("ZHIGUI_LLM_KEY", "", "llm_key", None),
    ],
    ids=[
        "store",
        "index",
        "workers",
        "processes",
        "host name",
        "IPv6",
        "any port",
        "container",
        "host",
        "blanks around",
        "empty is unset",
        "webhook",
        "no webhook",
        "endpoint of a model",
        "no endpoint",
        "model",
        "any model",
        "key",
        "no key",
    ],
)
def test_settings_read_the_environment(name: str, value: str, field: str, expected: object) -> None:
    assert getattr(Settings.from_env({name: value}), field) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ZHIGUI_WORKERS", "two"),
        ("ZHIGUI_WORKERS", "local:0"),
        ("ZHIGUI_WORKERS", "local:²"),
        ("ZHIGUI_PROCESSES", "0"),
        ("ZHIGUI_PROCESSES", "auto"),
        ("ZHIGUI_PROCESSES", "1.5"),
        ("ZHIGUI_API", "8000"),
        ("ZHIGUI_API", "127.0.0.1:http"),
        ("ZHIGUI_UI", "127.0.0.1:70000"),
        ("ZHIGUI_NETWORK", "lan"),
        ("ZHIGUI_NETWORK", "lan:api"),
        ("ZHIGUI_NETWORK", "container"),
        ("ZHIGUI_NETWORK", "container:"),
        ("ZHIGUI_MAX_MB", "0"),
        ("ZHIGUI_MAX_MB", "-5"),
        ("ZHIGUI_FOLLOW_WEBHOOK", "127.0.0.1:9000"),
        ("ZHIGUI_FOLLOW_WEBHOOK", "ftp://host/news"),
        ("ZHIGUI_LLM_URL", "localhost:11434"),
        ("ZHIGUI_LLM_URL", "http://127.0.0.1:port/v1"),
        ("ZHIGUI_LLM_URL", "http://[::1/v1"),
        ("ZHIGUI_LLM_KEY", "密钥"),
        ("ZHIGUI_MAX_MB", "9" * 5000),
    ],
    ids=[
        "no scheme",
        "no process",
        "not a digit",
        "nobody answers",
        "no number of processes",
        "half a process",
        "no host",
        "port by name",
        "no such port",
        "no such network",
        "a name in no such network",
        "container without a name",
        "container with an empty name",
        "nothing",
        "less",
        "webhook without a scheme",
        "webhook of another scheme",
        "endpoint without a scheme",
        "endpoint with a port by name",
        "endpoint with an open bracket",
        "key that no header takes",
        "huge",
    ],
)
def test_settings_refuse_what_they_cannot_read(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        Settings.from_env({name: value})


@pytest.mark.parametrize("below", ["", "/data"], ids=["a file", "under a file"])
def test_settings_refuse_a_file_for_the_data_folder(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BadSetting, match="已存在，但不是文件夹"):
        Settings.from_env({"ZHIGUI_DATA": f"{tmp_path / 'file'}{below}"})
