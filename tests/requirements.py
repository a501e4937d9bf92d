"""What some tests need from the machine. Without it they are skipped in sight; where it is required they fail."""

import os
from typing import NoReturn

import pytest


def require(name: str, reason: str) -> NoReturn:
    """Ends a test that needs `name`: skipped with the reason, or failed where `ZHIGUI_REQUIRE` names it."""
    required = {item.strip() for item in os.environ.get("ZHIGUI_REQUIRE", "").split(",")}
    if name in required:
        pytest.fail(f"{name} is required here, but {reason}", pytrace=False)
    pytest.skip(f"{name}: {reason}", allow_module_level=True)
