"""The pipeline: one file's bytes to one `Document`."""

import hashlib
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import EmptyFile, ReadError
from ingest.extract import FINDERS
from ingest.model import DateInterval, Document, DocumentKind, Found, Modality
from ingest.pipeline import document_id, extract_document
from ingest.readers import Reading
from ingest.record import dump, load

SPEECH = """在全县值班工作会议上的讲话
（2014年5月6日）
同志们：
下面，我讲两点意见。
一、认识要到位
办公室的同志要做到“三快”，即看快、想快、报快。王书记强调，值班无小事。
二、措施要过硬
值班人员必须24小时在岗，紧急信息要在30分钟内上报。要提高应急处置能力。严禁脱岗。
"""


@pytest.fixture
def document() -> Document:
    return extract_document(SPEECH.encode(), "讲话.txt")


def test_pipeline_fills_the_document(document: Document) -> None:
    assert document.id == hashlib.sha256(SPEECH.encode()).hexdigest()[:16] == document_id(SPEECH.encode())
    assert (document.file, document.text, document.kind) == ("讲话.txt", SPEECH, DocumentKind.SPEECH)
    assert document.title == "在全县值班工作会议上的讲话"
    assert document.date == DateInterval(date(2014, 5, 6), date(2014, 5, 6))
    assert [s.label for s in document.sections] == ["一", "二"]
    assert [f.name for f in document.formulas] == ["三快"]
    assert [a.name for a in document.abilities] == ["应急处置能力"]
    assert [a.who for a in document.attributions] == ["王书记"]
    assert Modality.PROHIBITION in {r.modality for r in document.rules}


def found_in(document: Document) -> list[Found]:
    kinds = (document.sections, document.rules, document.abilities, document.formulas, document.attributions)
    return [found for kind in (*kinds, document.noise) for found in kind]


def test_pipeline_finds_with_a_finder_and_a_span_in_the_text(document: Document) -> None:
    for found in found_in(document):
        assert found.finder
        assert 0 <= found.span.start < found.span.end <= len(document.text)
    for passage in document.passages:
        assert passage.span.of(document.text).strip()


def test_pipeline_spans_are_into_the_file_as_decoded_whatever_was_cleaned() -> None:
    noisy = SPEECH.replace("严禁脱岗", "嚴禁脫崗").replace("\n", "\r\n")
    document = extract_document(noisy.encode("gb18030"), "讲话.txt")
    assert document.text == noisy
    prohibition = next(rule for rule in document.rules if rule.modality is Modality.PROHIBITION)
    assert prohibition.span.of(noisy) == "嚴禁脫崗"


def test_pipeline_same_bytes_give_an_equal_document() -> None:
    assert extract_document(SPEECH.encode(), "a.txt") == extract_document(SPEECH.encode(), "a.txt")


def test_pipeline_finders_fill_fields_of_the_document() -> None:
    assert set(FINDERS) <= {field.name for field in fields(Document)}


@settings(max_examples=60)
@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("值班要不得严禁。，；“”（一）、第条\n\r　2小时能力坚持三个"), st.characters()
        )
    )
)
def test_pipeline_takes_any_text(text: str) -> None:
    try:
        found = extract_document(text.encode("utf-8", "surrogatepass"), "任意.txt")
    except ReadError:
        return
    assert load(dump(found)) == found


def test_pipeline_half_characters_are_replaced_and_move_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.pipeline.read", lambda *_, **__: Reading("值班\ud83d要在岗。", "pdf"))
    assert extract_document(b"%PDF", "坏.pdf").text == "值班\ufffd要在岗。"


def test_pipeline_refuses_what_holds_nothing() -> None:
    with pytest.raises(EmptyFile):
        extract_document(b" \n ", "空.txt")
