"""The duties that a rule governs."""

import pytest

from ingest.extract.governed import FEWEST, Governing, governed, topic
from ingest.lexicon import load_lexicon


@pytest.fixture
def governing() -> Governing:
    return Governing(load_lexicon())


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        ("值班员不得脱岗", ("值班",), "its object"),
        ("用印必须登记", ("印章管理",), "an alias"),
        ("公文要校对，会议要守时", ("办会", "办文"), "two, each by its own word"),
        ("要廉洁自律", ("廉洁自律",), "its very name"),
        ("政府信息公开要及时", ("政务公开",), "信息公开 holds no 信息"),
        ("要吃饭", (), "nothing"),
    ],
)
def test_governed_is_told_by_the_words_of_the_rule(
    governing: Governing, words: str, expected: tuple[str, ...], reason: str
) -> None:
    assert set(governed(governing.evidence(words), {})) == set(expected), reason


def test_governed_falls_back_on_what_stands_above() -> None:
    assert governed({}, {"保密": 1.0}) == ("保密",)
    assert governed({"保密": 2.0}, {"接待": 1.0}) == ("保密",)


def test_governed_puts_the_topic_first() -> None:
    assert governed({"办文": 6.0}, {}, about="档案管理") == ("档案管理", "办文")


def test_topic_needs_a_title_that_is_clear(governing: Governing) -> None:
    assert topic(governing.evidence("清岭县档案管理办法", own=False)) == "档案管理"
    assert topic(governing.evidence("清岭县若干规定", own=False)) is None
    assert topic({"办文": 3.0, "办会": 3.0}) is None


def test_evidence_leaves_out_what_the_document_says_everywhere() -> None:
    said = Governing(load_lexicon(), ["档案要整理"] * FEWEST)
    assert "档案管理" not in said.evidence("档案要防火")
    assert "档案管理" in said.evidence("档案要防火", own=False)
