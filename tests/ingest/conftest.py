"""What the tests of `ingest` share."""

from collections.abc import Callable

import pytest

from ingest.extract.context import Context
from ingest.lexicon import load_lexicon
from ingest.structure import find_outline


@pytest.fixture
def context_of() -> Callable[..., Context]:
    """Makes the context of a text, as the pipeline hands it to finders; `file` gives a title of last resort."""

    def make(text: str, file: str = "讲话.txt") -> Context:
        outline = find_outline(text, file)
        return Context(
            text=text,
            kind=outline.kind,
            title=outline.title,
            sections=outline.sections,
            passages=outline.passages,
            lexicon=load_lexicon(),
        )

    return make
