"""An index of every engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search_api.index import ENGINES, SERVED
from tests.search_api.index.addresses import served_address


@pytest.fixture(params=[*ENGINES, SERVED])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an index of the engine may be made."""
    if request.param == SERVED:
        with served_address(request.getfixturevalue("opensearch_url")) as address:
            yield address
    else:
        yield f"{request.param}:///{tmp_path / 'index'}"
