"""How linking grows with the collection: `python -m benchmarks.lineage.growth FOLDER [--steps 10000,30000,...]`.

Documents are read, cleaned and outlined, without extraction, and put into a SQLite store. At each number of passages:
what one document costs to link, how long and large a full link is. Times are of the processor, in one process.
"""

import argparse
import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from graph.access import LOCAL, Access
from graph.link.restate import of_document
from graph.store import open_store
from graph.store.base import View
from ingest.batch import find_files
from ingest.clean import clean, find_noise
from ingest.dating import find_date
from ingest.extract.context import Context
from ingest.lexicon import load_lexicon
from ingest.model import Document, Passage
from ingest.pipeline import document_id
from ingest.readers import read
from ingest.structure import find_outline

SAMPLE = 30
"""Documents whose linking is timed one by one at each step."""


def main() -> None:
    """Prints a line for each step."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", default="10000,30000,100000,340000")
    parser.add_argument("--full", type=int, default=10**9, help="passages up to which everything is linked")
    parser.add_argument("--of", type=int, default=1, help="a full link is measured on one document in so many")
    parser.add_argument("--store", help="keep the store at this address")
    options = parser.parse_args()
    steps = [int(step) for step in options.steps.split(",")]
    with TemporaryDirectory(prefix="zhigui-growth-") as folder:
        grow(options.store or f"sqlite:///{folder}/zhigui.db", options.folder, steps, options.full, options.of)


def grow(address: str, folder: Path, steps: list[int], full: int, of: int) -> None:
    """Fills the store step by step and measures it at each."""
    paths = sorted(source for source in find_files([folder]))
    random.Random(1).shuffle(paths)
    passages = 0
    putting = 0.0
    waiting = list(steps)
    with open_store(address) as store, store.writer() as writer:
        for document, data in _documents(paths):
            began = time.process_time()
            writer.put(document, data, source=document.id, access=Access(), extractor="growth")
            putting += time.process_time() - began
            passages += len(document.passages)
            if waiting and passages >= waiting[0]:
                measure(store.view(LOCAL), passages, putting, of=of if waiting[0] <= full else None)
                waiting.pop(0)
            if not waiting:
                break
        if waiting:
            measure(store.view(LOCAL), passages, putting, of=of if waiting[0] <= full else None)


def measure(view: View, passages: int, putting: float, *, of: int | None) -> None:
    """One line: seconds to put, to link one document (median and worst), to link one in `of`, links, peak memory."""
    ids = list(view.document_ids())
    sample = random.Random(2).sample(ids, min(SAMPLE, len(ids)))
    times, statements, links = [], 0, 0
    for one in sample:
        began = time.process_time()
        links += len(of_document(view, one))
        times.append(time.process_time() - began)
        statements += len(view.stated(one))
    each = sum(times) / max(statements, 1)
    print(
        f"{passages} passages, {len(ids)} documents: put {putting:.0f} s; link one document {median(times):.2f} s "
        f"(median), {max(times):.2f} s (worst), {each * 1000:.1f} ms a statement",
        flush=True,
    )
    if of is not None:
        picked = random.Random(3).sample(ids, len(ids) // of)
        began = time.process_time()
        number = sum(len(of_document(view, one, each_once=True)) for one in picked)
        took, peak = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        share = f", one document in {of}" if of > 1 else ""
        print(f"    full link{share}: {took:.0f} s, {number} links, peak {peak:.0f} MB", flush=True)


def _documents(paths: list[Path]) -> Iterator[tuple[Document, bytes]]:
    for path in paths:
        data = path.read_bytes()
        yield outlined(data, path.name), data


def outlined(data: bytes, file: str) -> Document:
    """The document with its passages and date, and nothing extracted."""
    reading = read(data, file)
    noise = find_noise(reading.text)
    cleaned = clean(reading.text, noise)
    outline = find_outline(cleaned.text, file)
    context = Context(
        text=cleaned.text, kind=outline.kind, title=outline.title, sections=outline.sections,
        passages=outline.passages, lexicon=load_lexicon(),
    )  # fmt: skip
    dating = find_date(context, file)
    return Document(
        id=document_id(data), file=file, encoding=reading.encoding, text=reading.text, kind=outline.kind,
        title=outline.title, date=dating.date, date_basis=dating.basis, place=None, speaker_post=None,
        passages=tuple(Passage(cleaned.to_original(p.span), None, p.outline) for p in outline.passages), noise=noise,
    )  # fmt: skip


if __name__ == "__main__":
    main()
