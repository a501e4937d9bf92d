"""Names of files whose bytes are no UTF-8."""

import os
import sys
from pathlib import Path

import pytest

from ingest.names import readable_name, readable_path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names are text there")


@pytest.mark.parametrize(
    ("raw", "expected", "reason"),
    [
        ("讲话.txt".encode(), "讲话.txt", "UTF-8, as it is"),
        ("值班讲话.txt".encode("gbk"), "值班讲话.txt", "GBK, as unzip leaves it"),
        (b"\xff\xfebad.txt", "\ufffd\ufffdbad.txt", "neither"),
    ],
)
def test_readable_name_is_text(raw: bytes, expected: str, reason: str) -> None:
    path = Path(os.fsdecode(b"/in/" + raw))
    assert readable_name(path) == expected, reason
    assert readable_path(path) == f"/in/{expected}", reason
