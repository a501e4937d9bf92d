"""The main job, whole: files in; rules, passages and quotes out, each found verbatim in the file's own text."""

from pathlib import Path

import pytest

from graph.access import LOCAL
from graph.library import ingest_files
from graph.store import open_store
from graph.store.shapes import RuleFilter
from ingest.batch import find_files
from ingest.pipeline import extract_document
from search_api.answer.desk import SUGGESTED, Desk
from search_api.engine import Engine
from search_api.index import open_index
from search_api.kept.pinned import AnswerRecords
from search_api.results import SearchRequest

SAMPLES = Path(__file__).parent.parent / "examples" / "speeches"
SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"
QUERIES = ("值班要求", "严禁", "四勤", "zhiban", "值斑", "保密", "多长时间内签收？", "没有这样的词汇组合呀")
FOLDERS = pytest.mark.parametrize(
    "folder",
    [
        pytest.param(SAMPLES, id="samples"),
        pytest.param(
            SEEDS, id="seeds", marks=pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not here")
        ),
    ],
)


@pytest.fixture
def store(tmp_path):
    return open_store(f"sqlite:///{tmp_path}/zhigui.db")


@pytest.fixture(params=["tantivy", "whoosh"])
def engine(request, store, tmp_path):
    """An engine over the store, which closes both in the end."""
    with Engine(store, open_index(f"{request.param}:///{tmp_path}/index")) as engine:
        yield engine


def all_rules(view):
    after = None
    while True:
        page = view.rules(RuleFilter(), after=after, limit=200)
        yield from page.items
        if (after := page.next) is None:
            return


@FOLDERS
def test_every_quote_stands_in_the_files_own_text(folder, store, engine, tmp_path):
    report = ingest_files(store, [folder], workers=1)
    assert not report.skipped
    engine.catch_up()
    view = store.view(LOCAL)
    texts = {d.id: view.document(d.id).text for d in view.documents(limit=100).items}
    quotes = [record.quote for record in all_rules(view)]
    assert len(quotes) > 10
    for query in QUERIES:
        result = engine.search(SearchRequest(q=query), LOCAL)
        quotes += [hit.passage.quote for hit in result.hits]
        answer = engine.ask(query, LOCAL)
        quotes += [*answer.quotes, *answer.nearest]
    suggested = Desk(engine, store, AnswerRecords(tmp_path)).suggested(LOCAL, SUGGESTED)
    assert len(suggested) >= 6
    for one in suggested:
        found = engine.ask(one.question, LOCAL)
        assert found.found, one.question
        quotes += found.quotes
    for quote in quotes:
        assert texts[quote.document_id][quote.start : quote.end] == quote.text


@FOLDERS
def test_offsets_point_into_the_text_as_decoded(folder):
    for source in find_files([folder]):
        path = Path(source)
        if path.suffix != ".txt":
            continue
        data = path.read_bytes()
        document = extract_document(data, path.name)
        decoded = {encoding: data.decode(encoding, "replace") for encoding in ("utf-8-sig", "gb18030")}
        assert document.text in decoded.values()


def test_samples_answer_the_first_question_with_a_24_hour_rule(store, engine):
    ingest_files(store, [SAMPLES], workers=1)
    engine.catch_up()
    result = engine.search(SearchRequest(q="值班要求"), LOCAL)
    assert result.card is not None
    assert result.card.summary.name == "值班"
    assert any("24小时" in hit.passage.quote.text for hit in result.hits[:5])
    assert result.card.rules[0].rule.force == "hard"
