"""The portal as a process of its own: Streamlit on loopback, with nothing fetched from or sent to the outside."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from search_api.settings import Settings

_ENTRY = Path(__file__).resolve().parent / "app.py"
_LAUNCH = (sys.executable, "-m", "ui.launch")
_OPTIONS = {
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "server.runOnSave": "false",
    "browser.gatherUsageStats": "false",
    "logger.hideWelcomeMessage": "true",
    "logger.level": "warning",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "type",
    "client.showErrorLinks": "false",
    "client.showSidebarNavigation": "true",
    "runner.magicEnabled": "false",
}
_THEME = {
    "base": "light",
    "primaryColor": "#1f4e79",
    "backgroundColor": "#ffffff",
    "secondaryBackgroundColor": "#f5f3ee",
    "textColor": "#1f2328",
    "linkColor": "#1f4e79",
    "borderColor": "#ddd8cd",
    "baseRadius": "6px",
    "font": "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif",
    "headingFont": "'Songti SC', 'Noto Serif CJK SC', 'Source Han Serif SC', SimSun, serif",
    "showWidgetBorder": "true",
}
"""Fonts of the reader's own machine: none is fetched, and each system has one of them."""


def command(settings: Settings) -> list[str]:
    """What Streamlit is called with to serve the portal."""
    host, port = settings.ui
    options = {
        **_OPTIONS,
        **{f"theme.{name}": value for name, value in _THEME.items()},
        "server.address": host.strip("[]"),
        "server.port": str(port),
        "browser.serverAddress": host,
        "server.maxUploadSize": str(max(settings.max_bytes // (1024 * 1024), 1)),
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    return ["run", str(_ENTRY), *flags]


def serve_portal(settings: Settings, env: Mapping[str, str] = os.environ) -> subprocess.Popen[bytes]:
    """Starts the portal and gives its process back; it finds the API where the settings say."""
    # What it reads from ends when this process does, however that ends: see `ui.launch`.
    line = [*_LAUNCH, "--with-parent", *command(settings)]
    return subprocess.Popen(line, env=_environment(settings, env), stdin=subprocess.PIPE)


def become_portal(settings: Settings, env: Mapping[str, str] = os.environ) -> NoReturn:
    """Serves the portal in this process, which ends with it."""
    line = [*_LAUNCH, *command(settings)]
    os.execve(line[0], line, _environment(settings, env))


def _environment(settings: Settings, env: Mapping[str, str]) -> dict[str, str]:
    host, port = settings.api
    paths = [str(_ENTRY.parents[1]), env.get("PYTHONPATH", "")]
    own = {
        "ZHIGUI_API": f"{host}:{port}",
        # Streamlit puts ui/ itself first on the path, not the folder that holds the packages.
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
    }
    return {**env, **own}
