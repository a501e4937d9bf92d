"""What a rule rests on that is not whole."""

import pytest

from ingest.extract.doubts import find_doubts
from ingest.model import Doubt, NoiseKind, Span
from tests.factories import make_noise

SPAN = Span(10, 20)


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        ("XX站要检修", (Doubt.PLACEHOLDER,), "two X"),
        ("请×站长到场", (Doubt.PLACEHOLDER,), "one among Chinese characters"),
        ("某某站要检修", (Doubt.PLACEHOLDER,), "某某"),
        ("用XXL号箱子", (), "a word in Latin letters"),
        ("要检\ufffd", (Doubt.GARBLED,), "a character that was lost"),
        ("要检修", (), "none"),
    ],
)
def test_doubts_of_the_words(words: str, expected: tuple[Doubt, ...], reason: str) -> None:
    assert find_doubts(words, SPAN, ()) == expected, reason


@pytest.mark.parametrize(
    ("kind", "place", "expected", "reason"),
    [
        (NoiseKind.TRUNCATION, Span(15, 30), (Doubt.TRUNCATED,), "it is broken off"),
        (NoiseKind.ENCODING, Span(0, 12), (Doubt.GARBLED,), "it is garbled"),
        (NoiseKind.TRUNCATION, Span(40, 50), (), "another sentence is"),
        (NoiseKind.ADVERTISEMENT, Span(15, 30), (), "what is no part of it harms nothing"),
    ],
)
def test_doubts_of_what_could_not_be_mended(
    kind: NoiseKind, place: Span, expected: tuple[Doubt, ...], reason: str
) -> None:
    assert find_doubts("要检修", SPAN, [make_noise(span=place, kind=kind, fix=None)]) == expected, reason
