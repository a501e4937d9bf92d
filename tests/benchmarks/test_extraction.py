"""The extraction benchmark: which differences it shows, and what it does without its documents."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.extraction import run

SCORER = """
def score(golds, predictions):
    return {name: len(predictions[name]["rules"]) for name in golds}


def table(report):
    return f"scored {report}"


def counted(entries, limit):
    return [entry for entry in entries if limit is None or entry["start"] < limit]


def match(key, golds, found):
    return [(g, p) for g in golds for p in found if (g["start"], g["end"]) == (p["start"], p["end"])]
"""
"""Stands in for the scorer of the evaluation set, with its functions: rules match where they stand at one place."""
TEXT = "守班工作讲话\n一、抓好守班\n守班员要登记。严禁脱岗。"
FIELDS: dict[str, Any] = {
    "modality": "obligation",
    "force": "soft",
    "deadline": None,
    "sanction": None,
    "bearers": ["守班员"],
    "duties": ["值班"],
}


def rule(words: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)} | FIELDS | fields


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one annotated document and a scorer."""
    for folder in ("gold", "seeds"):
        (tmp_path / folder).mkdir()
    (tmp_path / "seeds" / "讲话.txt").write_text(TEXT, encoding="utf-8")
    gold = {"file": "讲话.txt", "rules": [rule("守班员要登记", duties=["档案管理"]), rule("一、抓好守班")]}
    (tmp_path / "gold" / "讲话.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "score.py").write_text(SCORER, encoding="utf-8")
    monkeypatch.setattr(run, "SHARED", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("field", "wanted", "found", "differs", "reason"),
    [
        ("duties", ["值班", "接待"], ["接待", "值班"], False, "names have no order"),
        ("bearers", ["守班员"], [], True, "a name that is missing"),
        ("deadline", {"text": "一小时内", "iso": "PT1H"}, {"text": "1小时内", "iso": "PT1H"}, False, "one duration"),
        ("deadline", {"text": "1小时内", "iso": "PT1H"}, None, True, "none instead of one"),
        ("deadline", None, {"text": "立即", "iso": None}, False, "neither can be measured"),
        ("sanction", "通报", "予以通报批评", False, "the words of a sanction are free"),
        ("sanction", None, "通报", True, "a sanction where there is none"),
        ("force", "hard", "soft", True, "another value"),
    ],
)
def test_a_field_differs_as_the_scorer_counts_it(
    field: str, wanted: Any, found: Any, differs: bool, reason: str
) -> None:
    assert run._differs(field, wanted, found) is differs, reason


def test_cases_are_missed_spurious_and_wrong_ones(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--cases"]) == 0
    printed = capsys.readouterr().out
    assert "scored {'讲话.txt': 2}" in printed
    assert "1 documents" in printed
    assert "missed   一、抓好守班" in printed
    assert "spurious 严禁脱岗" in printed
    assert "duties: 档案管理 → " in printed


def test_cases_of_one_field_are_wrong_ones_alone(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run.main(["--field", "duties"])
    printed = capsys.readouterr().out
    assert "wrong    duties" in printed
    assert "missed" not in printed
    assert "spurious" not in printed


def test_only_the_files_asked_for_count(shared: Path) -> None:
    assert [name for name, _ in run._golds(shared / "gold", ["讲"])] == ["讲话.txt"]
    assert list(run._golds(shared / "gold", ["通知"])) == []


@pytest.mark.parametrize("option", [["--cases"], ["--field", "duties"]])
def test_blind_shows_no_cases(shared: Path, option: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run.main(["--blind", *option])
    assert ended.value.code == 2


def test_without_documents_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "SHARED", tmp_path / "none")
    assert run.main([]) == run.SKIPPED
    assert "SKIPPED" in capsys.readouterr().err


@pytest.mark.parametrize("annotation", sorted(run.BLIND.glob("*.json")), ids=lambda path: path.stem)
def test_blind_annotations_hold_places_and_labels_and_no_text(annotation: Path) -> None:
    held = json.loads(annotation.read_text(encoding="utf-8"))
    assert held["rules"]
    for entry in held["rules"]:
        assert 0 <= entry["start"] < entry["end"]
        assert not {"quote", "text"} & set(entry)
