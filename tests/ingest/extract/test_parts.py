"""Parts of a rule: its span, its force, and what stands inside it."""

import pytest

from ingest.extract.clauses import cut, simplified
from ingest.extract.norms import cues_of
from ingest.extract.parts import force_of, is_measured, span_of, without_consequence
from ingest.extract.sanctions import find_sanction
from ingest.extract.units import Unit, find_units
from ingest.model import Deadline, Force, Span


def unit_of(sentence: str) -> Unit:
    """The one unit of `sentence`."""
    clauses = cut(simplified(sentence), Span(0, len(sentence)))
    [unit] = find_units(clauses, cues_of(clauses))
    return unit


@pytest.mark.parametrize(
    ("sentence", "expected", "reason"),
    [
        ("因此，要锁好库房", "要锁好库房", "the connective is no part of it"),
        ("**要锁好库房**", "要锁好库房", "nor are marks of weight"),
        ("要锁好库房，", "要锁好库房", "nor is a mark at its end"),
    ],
)
def test_span_is_the_unit_alone(sentence: str, expected: str, reason: str) -> None:
    assert span_of(sentence, unit_of(sentence)).of(sentence) == expected, reason


@pytest.mark.parametrize(
    ("sentence", "deadline", "force", "reason"),
    [
        ("要锁好库房", None, Force.SOFT, "a soft cue"),
        ("要锁好库房", Deadline("当天", "P1D"), Force.HARD, "a limit that can be measured"),
        ("要锁好库房", Deadline("1月31日前", None), Force.HARD, "a day"),
        ("要锁好库房", Deadline("立即", None), Force.SOFT, "a vague limit"),
        ("原则上必须锁好库房", None, Force.SOFT, "in principle only"),
    ],
)
def test_force_is_hard_where_no_choice_is_left(
    sentence: str, deadline: Deadline | None, force: Force, reason: str
) -> None:
    assert force_of(unit_of(sentence), deadline, None) is force, reason


def test_a_measured_limit_has_a_duration() -> None:
    assert is_measured(Deadline("当天", "P1D"))
    assert not is_measured(Deadline("立即", None))
    assert not is_measured(None)


def test_what_is_breached_is_told_without_the_consequence() -> None:
    words = "丢失钥匙的，给予通报批评"
    assert without_consequence(words, find_sanction(words, breach=False, start=10), Span(10, 22)) == "丢失钥匙的，"
    assert without_consequence(words, None, Span(10, 22)) == words
