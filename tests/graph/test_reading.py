"""Noise that people reject is text again, and what it says is found."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.access import LOCAL
from graph.corrections.model import Action, Target
from graph.library import ingest_bytes, rebuild
from graph.reading import read_again
from graph.store import open_store
from graph.store.base import GraphStore
from graph.store.shapes import RuleFilter
from ingest.model import Document
from tests.factories import make_correction

GOOD = "值班人员必须24小时在岗。"
TAKEN_AWAY = "来源：值班室必须每天上报 http://example.com/a1"
TEXT = f"""在全县值班工作会议上的讲话
同志们：
一、思想要重视
{GOOD}
{TAKEN_AWAY}
二、纪律要严
严禁脱岗。
"""
LATER = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    with open_store(f"sqlite:///{tmp_path / 'zhigui.db'}") as opened:
        ingest_bytes(opened, TEXT.encode(), "讲话.txt")
        yield opened


def document_of(store: GraphStore) -> Document:
    view = store.view(LOCAL)
    return view.document(view.documents().items[0].id)


def rules_of(store: GraphStore) -> list[str]:
    return sorted(rule.quote.text for rule in store.view(LOCAL).rules(RuleFilter()).items)


def reject(store: GraphStore, words: str = TAKEN_AWAY) -> str:
    document = document_of(store)
    correction = make_correction(document, words, target=Target.NOISE, action=Action.REJECT)
    with store.writer() as writer:
        writer.correct(correction)
        assert read_again(store, writer, document.id)
    return correction.id


def test_rejected_noise_is_extracted_as_any_text(store: GraphStore) -> None:
    assert [noise.span.of(TEXT) for noise in document_of(store).noise] == [TAKEN_AWAY]
    before = rules_of(store)
    reject(store)
    assert document_of(store).noise == ()
    gained = set(rules_of(store)) - set(before)
    assert [words for words in gained if "每天上报" in words]


def test_noise_whose_rejection_is_undone_is_noise_again(store: GraphStore) -> None:
    before, document = rules_of(store), document_of(store)
    made = reject(store)
    with store.writer() as writer:
        writer.undo(made, by="王敏", at=LATER)
        assert read_again(store, writer, document.id)
    assert rules_of(store) == before
    assert document_of(store) == document


def test_document_without_rejected_noise_is_not_read_again(store: GraphStore) -> None:
    document = document_of(store)
    with store.writer() as writer:
        writer.correct(make_correction(document, "严禁脱岗", action=Action.REJECT))
        assert not read_again(store, writer, document.id)


def test_text_that_was_given_back_stays_so_when_all_is_extracted_anew(store: GraphStore) -> None:
    reject(store)
    rules, document = rules_of(store), document_of(store)
    rebuild(store, extract=True)
    assert rules_of(store) == rules
    assert document_of(store) == document
