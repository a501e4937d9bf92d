"""How fast a document is understood: passages per second on one core, as a ratio to jieba's part-of-speech pass.

    python -m benchmarks.extraction.speed [FILE_OR_FOLDER…] [--rounds 3]

Both run over the same texts in the same process, in turn, and the best round of each counts. jieba.posseg is the pure
Python one that the field knows; a ratio of 1.0 says that reading, cleaning, outlining and all finders together take no
longer than its tagging alone. Without arguments the texts are the example speeches and regulations.
"""

import argparse
import logging
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.collection import SHARED
from ingest.pipeline import extract_document
from ingest.readers import read

SKIPPED = 3
SUFFIXES = (".txt", ".md")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args(argv)
    files = texts_in(asked.paths or [SHARED / "seeds", SHARED / "corpus" / "regulations"])
    if not files:
        print("SKIPPED: no texts", file=sys.stderr)
        return SKIPPED
    given = [(path.read_bytes(), path.name) for path in files]
    texts = [read(data, name).text for data, name in given]
    posseg = _posseg()
    posseg(texts[0][:200])
    passages = sum(len(extract_document(data, name).passages) for data, name in given)  # and every pattern compiled
    ours, theirs = [], []
    for _ in range(max(1, asked.rounds)):
        ours.append(_seconds(lambda: [extract_document(data, name) for data, name in given]))
        theirs.append(_seconds(lambda: [posseg(text) for text in texts]))
    print(f"{len(files)} texts, {sum(map(len, texts))} characters, {passages} passages, best of {len(ours)} rounds")
    print(f"{'all of ingest':<16}{min(ours):8.2f} s{passages / min(ours):10.0f} passages/s")
    print(f"{'jieba.posseg':<16}{min(theirs):8.2f} s{passages / min(theirs):10.0f} passages/s")
    print(f"ratio {min(theirs) / min(ours):.2f}")
    return 0


def texts_in(paths: Sequence[Path]) -> list[Path]:
    """The plain texts among files and under folders, in a fixed order."""
    found = {path for given in paths for path in (given.rglob("*") if given.is_dir() else [given])}
    return sorted(path for path in found if path.is_file() and path.suffix in SUFFIXES)


def _posseg() -> Callable[[str], Any]:
    """jieba's own part-of-speech pass, its dictionary loaded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415  # optional engine
        import jieba.posseg  # noqa: PLC0415
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    cut: Callable[[str], Any] = jieba.posseg.lcut
    return cut


def _seconds(run: Callable[[], object]) -> float:
    """The seconds of this process's own time that `run` takes, so that other work on the machine counts for neither."""
    start = time.process_time()
    run()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
