"""The parts of the extraction benchmark: baselines, comparison, throughput, and what must hold of any text."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.extraction import compare, corpus, speed
from benchmarks.extraction.baselines import BASELINES, by_cues, by_three_words

TEXT = "一、守班要求\n守班员要登记。严禁脱岗。他很好。\n提高沟通能力，做到“三快”。\n"
LAW = "守班办法\n第一条 守班员应当登记。\n第二条 禁止脱岗。\n"


def _report(f1: float) -> dict[str, Any]:
    scores = {"precision": f1, "recall": f1, "f1": f1}
    fields = {"labels": {"duties": scores}, "accuracy": {"force": None}}
    return {"spans": {"rules": scores}, "rule_fields": fields, "date": {"right": 1, "of": 2, "accuracy": 0.5}}


def test_baseline_of_three_words_takes_whole_sentences() -> None:
    assert [TEXT[r["start"] : r["end"]] for r in by_three_words(TEXT, "a.txt")["rules"]] == [
        "一、守班要求",
        "守班员要登记",
    ]


def test_baseline_of_cues_has_modality_names_and_headings() -> None:
    found = by_cues(TEXT, "a.txt")
    assert [(r["modality"], r["force"]) for r in found["rules"]][1:3] == [
        ("obligation", "soft"),
        ("prohibition", "hard"),
    ]
    assert [a["name"] for a in found["abilities"]] == ["提高沟通能力"]
    assert [f["name"] for f in found["formulas"]] == ["三快"]
    assert [(h["label"], h["title"]) for h in found["headings"]] == [("一", "守班要求")]


@pytest.mark.parametrize("name", BASELINES)
def test_baselines_take_any_text(name: str) -> None:
    assert BASELINES[name]("", "a.txt")["rules"] == []


def test_side_by_side_has_a_column_a_report() -> None:
    head, rules, *_ = compare.side_by_side({"then": _report(0.5), "now": _report(0.75)})
    assert head.split() == ["then", "now"]
    assert rules.split() == ["rules", "0.50", "0.75"]


def test_markdown_shows_both_sets_and_a_dash_for_nothing() -> None:
    lines = list(compare.markdown({"visible": _report(1.0), "blind": _report(0.5)}))
    assert "| rules | 1.00 | 1.00 | 1.00 | 0.50 | 0.50 | 0.50 |" in lines
    assert "| force, accuracy | | | – | | | – |" in lines
    assert {line.count("|") for line in lines} == {8}


def test_frozen_run_holds_places_and_labels_and_no_text() -> None:
    documents = compare.frozen()
    assert len(documents) == 10
    for document in documents.values():
        assert all(not {"quote", "text", "what", "title"} & set(entry) for entry in document["rules"])


def test_corpus_counts_articles_rules_and_spans(tmp_path: Path) -> None:
    (tmp_path / "办法.txt").write_text(LAW, encoding="utf-8")
    result = corpus.check(str(tmp_path / "办法.txt"))
    assert (result.articles, result.missed, result.wrong_spans, result.error) == (2, (), (), "")
    assert result.rules == 2


def test_corpus_keeps_what_a_text_raises(tmp_path: Path) -> None:
    assert corpus.check(str(tmp_path / "没有.txt")).error.startswith("FileNotFoundError")


def test_corpus_reports_what_raised(tmp_path: Path) -> None:
    (tmp_path / "办法.txt").write_text(LAW, encoding="utf-8")
    assert corpus.main([str(tmp_path)]) == 0
    bad = corpus.Result("坏.txt", error="ValueError: x")
    assert any("raised" in line for line in corpus._report([bad], 5))


def test_speed_tells_the_ratio(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "办法.txt").write_text(LAW, encoding="utf-8")
    assert speed.main([str(tmp_path), "--rounds", "1"]) == 0
    assert "ratio " in capsys.readouterr().out


def test_speed_without_texts_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert speed.main([str(tmp_path)]) == speed.SKIPPED
    assert "SKIPPED" in capsys.readouterr().err
