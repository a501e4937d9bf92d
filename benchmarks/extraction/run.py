"""Extraction against the annotated documents: the scorer's table, then the same beside baselines and an earlier run.

    python -m benchmarks.extraction.run [FILE…] [--blind | --second] [--cases] [--field duties]
    python -m benchmarks.extraction.run --markdown

With file names only those documents count. `--blind` scores against `blind/` beside this file: two other documents of
the same collection, annotated (offsets and labels only) by somebody who had not seen the finders nor what they find.
Its cases are not shown, or it would stop being blind; `--second` scores against `second/`, whose cases have been read.
`--markdown` prints the table of `docs/extraction.md`. Beside the figures of today stand those of a rule for every 要,
必须 or 不得, of cue words alone, and of `frozen.jsonl`, this project's finders before they were last worked on.
Without the documents it says so and stops with status 3.
"""

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any

from benchmarks.collection import SHARED
from benchmarks.extraction import compare
from benchmarks.extraction.baselines import BASELINES
from ingest.annotation import to_annotation
from ingest.pipeline import extract_document

BLIND = Path(__file__).resolve().parent / "blind"
SECOND = BLIND.with_name("second")
FOLDERS = ("seeds", "corpus/regulations")
FIELDS = ("modality", "force", "deadline", "sanction", "bearers", "duties")
SKIPPED = 3
QUOTED = 60
"""Characters of a rule that a case shows."""

Annotation = dict[str, Any]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", help="only documents whose name begins so")
    parser.add_argument(
        "--blind", action="store_true", help="score against the annotation that no finder was made with"
    )
    parser.add_argument("--second", action="store_true", help="score against what was blind until its cases were read")
    parser.add_argument("--cases", action="store_true", help="list every difference in the rules")
    parser.add_argument("--markdown", action="store_true", help="print the table of docs/extraction.md, for both sets")
    parser.add_argument("--field", choices=FIELDS, help="of the wrong fields, list only this one")
    asked = parser.parse_args(argv)
    if asked.blind and (asked.cases or asked.field):
        parser.error("--blind shows figures only")
    if not (SHARED / "gold").is_dir():
        print(f"SKIPPED: no annotated documents in {SHARED}", file=sys.stderr)
        return SKIPPED
    scorer = _scorer()
    if asked.markdown:
        folders = {"visible": SHARED / "gold", "second": SECOND, "blind": BLIND}
        sets = {name: dict(_golds(folder, asked.files)) for name, folder in folders.items()}
        reports = {name: scorer.score(golds, _run(golds).predictions) for name, golds in sets.items()}
        print("\n".join(compare.markdown(reports)))
        return 0
    folder = BLIND if asked.blind else SECOND if asked.second else SHARED / "gold"
    golds = dict(_golds(folder, asked.files))
    done = _run(golds)
    texts, predictions = done.texts, done.predictions
    report = scorer.score(golds, predictions)
    print(scorer.table(report))
    slowest = max(done.seconds)
    print(f"\n{len(golds)} documents, median {median(done.seconds) * 1000:.0f} ms, slowest {slowest * 1000:.0f} ms\n")
    others = {name: {file: find(texts[file], file) for file in golds} for name, find in BASELINES.items()}
    others["earlier run"] = {file: found for file, found in compare.frozen().items() if file in golds}
    reports = {name: scorer.score(golds, found) for name, found in others.items() if len(found) == len(golds)}
    print("\n".join(compare.side_by_side(reports | {"now": report})))
    if asked.cases or asked.field:
        for name, gold in golds.items():
            print(f"\n{name}")
            print("\n".join(_cases(scorer, gold, predictions[name], texts[name], asked.field)))
    return 0


@dataclass(frozen=True, slots=True)
class _Run:
    """What was found in each document, and how long it took."""

    texts: dict[str, str]
    predictions: dict[str, Annotation]
    seconds: list[float]


def _run(golds: Mapping[str, Annotation]) -> _Run:
    done = _Run({}, {}, [])
    for name in golds:
        path = next(path for folder in FOLDERS for path in [SHARED / folder / name] if path.exists())
        start = time.perf_counter()
        document = extract_document(path.read_bytes(), name)
        done.seconds.append(time.perf_counter() - start)
        done.texts[name], done.predictions[name] = document.text, to_annotation(document)
    return done


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _golds(folder: Path, names: Sequence[str]) -> Iterator[tuple[str, Annotation]]:
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if not names or gold["file"].startswith(tuple(names)):
            yield gold["file"], gold


def _cases(scorer: ModuleType, gold: Annotation, prediction: Annotation, text: str, field: str | None) -> Iterator[str]:
    """A line a difference, in text order."""
    limit = gold.get("annotated_until")
    wanted, found = scorer.counted(gold["rules"], limit), scorer.counted(prediction["rules"], limit)
    pairs = scorer.match("rules", wanted, found)
    matched = {id(entry) for pair in pairs for entry in pair}
    cases = [(g["start"], "missed  ", g) for g in wanted if id(g) not in matched and not field]
    cases += [(p["start"], "spurious", p) for p in found if id(p) not in matched and not field]
    lines = [(start, f"{kind} {_quote(text, rule)}") for start, kind, rule in cases]
    for g, p in pairs:
        for name in FIELDS if field is None else (field,):
            if _differs(name, g[name], p[name]):
                lines.append(
                    (g["start"], f"wrong    {name}: {_shown(g[name])} → {_shown(p[name])} | {_quote(text, g)}")
                )
    for _, line in sorted(lines):
        yield line


def _differs(field: str, wanted: Any, found: Any) -> bool:
    """Whether the scorer counts a difference: names as sets, a deadline by its duration, a sanction by being told."""
    match field:
        case "bearers" | "duties":
            return set(wanted) != set(found)
        case "deadline":
            return bool((wanted or {}).get("iso") != (found or {}).get("iso"))
        case "sanction":
            return bool(wanted) != bool(found)
        case _:
            return bool(wanted != found)


def _shown(value: Any) -> str:
    return "、".join(value) if isinstance(value, list) else str(value.get("text") if isinstance(value, dict) else value)


def _quote(text: str, rule: Annotation) -> str:
    words = text[rule["start"] : rule["end"]]
    return words if len(words) <= QUOTED else f"{words[:QUOTED]}…"


if __name__ == "__main__":
    sys.exit(main())
