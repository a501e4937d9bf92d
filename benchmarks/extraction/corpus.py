"""All texts of a folder, where nobody has annotated anything: what must hold of every text is counted.

    python -m benchmarks.extraction.corpus PATH [--limit N] [--worst 10] [--processes 2]

For each text: did it raise, is every 第X条 that opens a line a heading, does every span lie in the text and begin and
end on a character of it, and how many rules it has. The exit status is 1 where a text raised, an
article was missed or a span was wrong.
"""

import argparse
import re
import sys
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.extraction.speed import texts_in
from ingest.model import Document, Span
from ingest.pipeline import extract_document

PROCESSES = 2
_ARTICLE = re.compile(
    r"^[ \t\u3000#*]*(?P<label>第[一二三四五六七八九十百千零〇\d]+条(?:之[一二三四五六七八九十]+)?)(?=[\s\u3000*])",
    re.MULTILINE,
)
_BINDING = ("条例", "规定", "办法", "法", "规则", "细则", "决定")
"""How the names of texts end that must have rules."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was counted in one text."""

    name: str
    error: str = ""
    passages: int = 0
    rules: int = 0
    articles: int = 0
    missed: tuple[str, ...] = ()
    wrong_spans: tuple[str, ...] = ()


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--limit", type=int, help="only every n-th text, so that about so many are read")
    parser.add_argument("--worst", type=int, default=10, help="how many texts of each kind of trouble to name")
    parser.add_argument("--processes", type=int, default=PROCESSES, help="how many texts are read at once")
    asked = parser.parse_args(argv)
    files = texts_in([asked.path])
    if asked.limit and asked.limit < len(files):
        files = files[:: len(files) // asked.limit][: asked.limit]
    if not files:
        parser.error(f"no texts in {asked.path}")
    with ProcessPoolExecutor(asked.processes) as pool:
        results = list(pool.map(check, map(str, files), chunksize=8))
    print("\n".join(_report(results, asked.worst)))
    return int(any(r.error or r.missed or r.wrong_spans for r in results))


def check(path: str) -> Result:
    """What is counted in the text at `path`; an exception is a result too."""
    name = Path(path).name
    try:
        document = extract_document(Path(path).read_bytes(), name)
    except Exception:  # whatever it is, it is what is looked for
        return Result(name, error=traceback.format_exc(limit=-1).strip().splitlines()[-1])
    labels = Counter(match["label"] for match in _ARTICLE.finditer(document.text))
    found = Counter(section.label for section in document.sections)
    return Result(
        name=name,
        passages=len(document.passages),
        rules=len(document.rules),
        articles=labels.total(),
        missed=tuple((labels - found).elements()),
        wrong_spans=tuple(_wrong_spans(document)),
    )


def _spans(document: Document) -> Iterator[tuple[str, Span]]:
    for key in ("sections", "passages", "rules", "abilities", "formulas", "attributions", "noise"):
        for found in getattr(document, key):
            yield key, found.span
    for rule in document.rules:
        parts = (
            rule.condition,
            rule.exception,
            rule.deadline and rule.deadline.span,
            rule.sanction and rule.sanction.span,
        )
        for part in parts:
            if part:
                yield "parts of rules", part


def _wrong_spans(document: Document) -> Iterator[str]:
    """The spans that are empty, lie outside, or begin or end on a blank."""
    for key, span in _spans(document):
        words = document.text[max(0, span.start) : span.end]
        if not 0 <= span.start < span.end <= len(document.text):
            yield f"{key} {span.start}:{span.end} outside"
        elif key != "noise" and words != words.strip():
            yield f"{key} {span.start}:{span.end} on a blank"


def _report(results: Sequence[Result], worst: int) -> Iterator[str]:
    read = [result for result in results if not result.error]
    texts = sum(bool(r.missed) for r in read)
    articles, missed = sum(r.articles for r in read), sum(len(r.missed) for r in read)
    empty = [
        r for r in read if not r.rules and r.articles and r.name.split("(")[0].removesuffix(".md").endswith(_BINDING)
    ]
    rules = sorted(r.rules for r in read)
    yield f"{len(results)} texts, {len(results) - len(read)} raised, {sum(r.passages for r in read)} passages"
    yield f"articles {articles}, found {articles - missed}, missed {missed} in {texts} texts"
    yield f"spans not verbatim {sum(len(r.wrong_spans) for r in read)}"
    if rules:
        yield f"rules {sum(rules)}; a text: median {rules[len(rules) // 2]}, least {rules[0]}, most {rules[-1]}"
    yield f"binding texts with articles and no rule {len(empty)}"
    for result in [r for r in results if r.error][:worst]:
        yield f"  raised   {result.name}: {result.error}"
    for result in sorted((r for r in read if r.missed), key=lambda r: -len(r.missed))[:worst]:
        yield f"  missed   {result.name}: {len(result.missed)} of {result.articles}, {'、'.join(result.missed[:5])}"
    for result in [r for r in read if r.wrong_spans][:worst]:
        yield f"  spans    {result.name}: {result.wrong_spans[0]}"
    for result in empty[:worst]:
        yield f"  no rule  {result.name}"


if __name__ == "__main__":
    sys.exit(main())
