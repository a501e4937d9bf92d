from pathlib import Path

import pytest
import tantivy
from tantivy import Query

from search_api.index.columns import Counter, add_columns, write_columns
from search_api.index.fields import Entry, FacetField

EVERYTHING = Query.all_query()


def _index(folder: Path) -> tantivy.Index:
    builder = tantivy.SchemaBuilder()
    add_columns(builder)
    return tantivy.Index(builder.build(), str(folder))


def _write(index: tantivy.Index, *entries: dict[FacetField, tuple[str, ...]]) -> None:
    writer = index.writer(15_000_000, 1)
    for facets in entries:
        document = tantivy.Document()
        write_columns(document, Entry("p", "d", "", facets=facets))
        writer.add_document(document)
    writer.commit()
    index.reload()


@pytest.mark.parametrize(
    ("facet", "entries", "expected"),
    [
        (FacetField.KIND, [("speech",), ("speech",), ("regulation",)], {"speech": 2, "regulation": 1}),
        (FacetField.DUTY, [("值班", "保密"), ("保密",), ()], {"保密": 2, "值班": 1}),
        (FacetField.DUTY, [("保密", "值班"), ("值班", "保密")], {"保密": 2, "值班": 2}),  # equal ones by name
        (FacetField.ROLE, [("值班人员", "局长"), ("局长",)], {"局长": 2, "值班人员": 1}),
        (FacetField.ROLE, [('["局长"]', "一\x1e二"), ()], {'["局长"]': 1, "一\x1e二": 1}),  # names with marks in them
        (FacetField.YEAR, [(), ()], {}),
    ],
)
def test_count_adds_up_what_numbers_stand_for(
    tmp_path: Path, facet: FacetField, entries: list[tuple[str, ...]], expected: dict[str, int]
) -> None:
    index = _index(tmp_path)
    _write(index, *({facet: values} for values in entries))
    counts = Counter().count(index.searcher(), EVERYTHING)
    assert list(counts[facet].items()) == list(expected.items())
    assert all(not counts[other] for other in FacetField if other is not facet)


def test_count_tells_facets_of_one_column_apart(tmp_path: Path) -> None:
    index = _index(tmp_path)
    _write(index, {FacetField.KIND: ("2012",), FacetField.YEAR: ("2019",)})
    counts = Counter().count(index.searcher(), EVERYTHING)
    assert (counts[FacetField.KIND], counts[FacetField.YEAR]) == ({"2012": 1}, {"2019": 1})


def test_count_learns_numbers_that_come_later(tmp_path: Path) -> None:
    index, counter = _index(tmp_path), Counter()
    _write(index, {FacetField.DUTY: ("值班",)})
    before = index.searcher()
    assert counter.count(before, EVERYTHING)[FacetField.DUTY] == {"值班": 1}
    _write(index, {FacetField.DUTY: ("值班", "保密")})
    assert counter.count(index.searcher(), EVERYTHING)[FacetField.DUTY] == {"值班": 2, "保密": 1}
    assert counter.count(before, EVERYTHING)[FacetField.DUTY] == {"值班": 1}
