from collections.abc import Mapping

from search_api.index.awaited import Awaited
from search_api.index.fields import FacetField

COUNTS = {FacetField.DUTY: {"值班": 2}, FacetField.ROLE: {}}


def test_awaited_counts_are_asked_for_once_and_when_somebody_looks() -> None:
    asked = []

    def finish() -> Mapping[FacetField, Mapping[str, int]]:
        asked.append(1)
        return COUNTS

    counts = Awaited(finish)
    assert asked == []
    assert counts[FacetField.DUTY] == {"值班": 2}
    assert counts == COUNTS
    assert list(counts) == list(COUNTS)
    assert asked == [1]
