from datetime import date

import pytest

from graph.link.order import Certainty, certainty, oldest_first
from ingest.model import DateInterval
from tests.graph.link.shelf import MemoryShelf, said

Y2010 = DateInterval(date(2010, 1, 1), date(2010, 12, 31))
Y2012 = DateInterval(date(2012, 1, 1), date(2012, 12, 31))


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        pytest.param(Y2010, Y2012, "certain", id="one ends before the other begins"),
        pytest.param(DateInterval(date(2010, 1, 1), date(2012, 6, 1)), Y2012, "likely", id="they overlap"),
        pytest.param(Y2010, DateInterval(date(2010, 6, 1), None), "likely", id="open at the end"),
        pytest.param(DateInterval(None, date(2011, 1, 1)), Y2012, "certain", id="not after"),
        pytest.param(DateInterval(date(2009, 1, 1), None), Y2010, "undetermined", id="one holds the other"),
        pytest.param(Y2010, Y2010, "undetermined", id="the same"),
        pytest.param(Y2010, DateInterval(), "undetermined", id="no date"),
        pytest.param(Y2012, Y2010, "undetermined", id="the wrong way round"),
    ],
)
def test_certainty_follows_the_intervals(earlier: DateInterval, later: DateInterval, expected: str) -> None:
    assert certainty(earlier, later) is Certainty(expected)


def test_undated_comes_last() -> None:
    documents = [said("机房会客须登记在册。\n"), said("机房会客须登记在案。\n", 2015), said("机房会客须登记。\n", 2009)]
    shelf = MemoryShelf(*documents)
    found = oldest_first([one for document in documents for one in shelf.stated(document.id)])
    assert [one.quote.document_id for one in found] == [documents[2].id, documents[1].id, documents[0].id]
