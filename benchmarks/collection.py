"""The collection that the evaluation sets speak of, in a store and an index of their own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.access import Access
from graph.quote import Quote
from graph.store import open_store
from graph.store.base import GraphStore
from ingest.model import Document
from ingest.pipeline import extract_document
from search_api.engine import Engine
from search_api.index import open_index
from search_api.index.base import SearchIndex

SHARED = Path(__file__).resolve().parents[2] / "shared"
SHORTEST = 10
"""Characters; the evaluation sets know no shorter lines."""


@dataclass(frozen=True, slots=True)
class Collection:
    """An engine over the collection, its store and index, and its documents by id."""

    engine: Engine
    store: GraphStore
    index: SearchIndex
    documents: Mapping[str, Document]

    def line_of(self, quote: Quote) -> str:
        """The line that a quote begins on, as `<file base name>#<line>`."""
        number = self.documents[quote.document_id].text.count("\n", 0, quote.start) + 1
        return f"{Path(quote.file).stem}#{number}"

    def lines(self) -> Iterator[tuple[str, str]]:
        """Every line that the evaluation sets know, with its name."""
        for document in self.documents.values():
            for number, line in enumerate(document.text.split("\n"), start=1):
                if len(line.strip()) >= SHORTEST:
                    yield f"{Path(document.file).stem}#{number}", line

    def place_of(self, line: str) -> tuple[str, int]:
        """The document of a line by its name, and where the line begins in its text."""
        stem, _, number = line.rpartition("#")
        [document] = [document for document in self.documents.values() if Path(document.file).stem == stem]
        return document.id, sum(len(text) + 1 for text in document.text.split("\n")[: int(number) - 1])


def paths(shared: Path) -> list[Path]:
    """The speeches and regulations, in name order."""
    folders = (shared / "seeds", shared / "corpus" / "regulations")
    return [path for folder in folders for path in sorted(folder.glob("*.txt"))]


@contextmanager
def collection(shared: Path, *, engine: str = "auto") -> Iterator[Collection]:
    """The collection of `shared`, ingested into a folder that is gone afterwards; `engine` is that of the index, or the
    address of one on a server, which is emptied first."""
    with TemporaryDirectory(prefix="zhigui-benchmark-") as folder:
        store = open_store(f"sqlite:///{folder}/zhigui.db")
        address = engine if "://" in engine else f"{engine}:///{folder}/index"
        index = open_index(address)
        with Engine(store, index) as opened:
            documents = {}
            with store.writer() as writer:
                for path in paths(shared):
                    data = path.read_bytes()
                    document = extract_document(data, path.name)
                    documents[document.id] = document
                    writer.put(document, data, source=str(path), access=Access(), extractor="benchmark")
            opened.catch_up()
            yield Collection(opened, store, index, documents)
