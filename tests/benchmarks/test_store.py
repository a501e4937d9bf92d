"""The store benchmark runs through."""

import sys

import pytest

from benchmarks.store.__main__ import main


def test_store_benchmark_measures_every_method(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["store", "--documents", "8", "--passages", "120", "--rounds", "2"])
    main()
    printed = capsys.readouterr().out
    for line in ("put", "size", "reader    local", "reader    served", "neighbourhood of a duty", "delete", "rebuild"):
        assert line in printed
