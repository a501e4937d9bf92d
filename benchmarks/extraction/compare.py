"""The scorer's figures of several extractors side by side, as text or as a Markdown table."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Annotation = dict[str, Any]
FROZEN = Path(__file__).resolve().parent / "frozen.jsonl"
"""What this project's own finders found before they were last worked on: places and labels, no text."""


def frozen() -> dict[str, Annotation]:
    """The predictions of the earlier run, by file."""
    documents = (json.loads(line) for line in FROZEN.read_text(encoding="utf-8").splitlines())
    return {document["file"]: document for document in documents}


def figures(report: Mapping[str, Any]) -> dict[str, float | None]:
    """The figures of one report by their name; None where there was nothing to count."""
    found: dict[str, float | None] = {key: s["f1"] for key, s in report.get("spans", {}).items()}
    fields = report.get("rule_fields", {"labels": {}, "accuracy": {}})
    found |= {key: s["f1"] for key, s in fields["labels"].items()}
    found |= dict(fields["accuracy"])
    return found | {"date": report.get("date", {}).get("accuracy")}


def side_by_side(reports: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """A line a figure, a column a report."""
    columns = {name: figures(report) for name, report in reports.items()}
    yield f"{'':<14}" + "".join(f"{name:>15}" for name in columns)
    for key in dict.fromkeys(key for column in columns.values() for key in column):
        yield f"{key:<14}" + "".join(f"{_cell(column.get(key)):>15}" for column in columns.values())


def markdown(named: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The table of `docs/extraction.md`: precision, recall and F1, or accuracy, on each set of documents."""
    reports = tuple(named.values())
    yield "| what |" + "".join(f" {name} P | R | F1 |" for name in named)
    yield "| --- |" + " ---: |" * 3 * len(named)
    for groups in (tuple(report["spans"] for report in reports), _labels(*reports)):
        for key in groups[0]:
            cells = (_cell(group[key][figure]) for group in groups for figure in ("precision", "recall", "f1"))
            yield f"| {key} | " + " | ".join(cells) + " |"
    for key in reports[0]["rule_fields"]["accuracy"]:
        cells = (_cell(report["rule_fields"]["accuracy"][key]) for report in reports)
        yield f"| {key}, accuracy | | | " + " | | | ".join(cells) + " |"
    dates = (f"{report['date']['right']} of {report['date']['of']}" for report in reports)
    yield "| date right | | | " + " | | | ".join(dates) + " |"


def _labels(*reports: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    return tuple(report["rule_fields"]["labels"] for report in reports)


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
