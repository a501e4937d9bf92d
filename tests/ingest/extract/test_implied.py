"""Cues that no word gives."""

import pytest

from ingest.extract import implied
from ingest.extract.clauses import Clause, cut, simplified
from ingest.extract.modality import Cue
from ingest.extract.norms import cues_of
from ingest.model import Span


def clauses_of(sentence: str) -> tuple[Clause, ...]:
    return cut(simplified(sentence), Span(0, len(sentence)))


def words_of(cues: list[Cue | None]) -> list[str | None]:
    return [cue and cue.words for cue in cues]


@pytest.mark.parametrize(
    ("sentence", "expected", "reason"),
    [
        ("漏登的，通报批评", [None, "通报批评"], "a case and what follows"),
        ("台账齐全，内容完整", [None, None], "nothing follows"),
    ],
)
def test_a_liability_is_a_rule(sentence: str, expected: list[str | None], reason: str) -> None:
    assert words_of(implied.liability(clauses_of(sentence), breach=False)) == expected, reason


@pytest.mark.parametrize(
    ("sentence", "expected", "reason"),
    [
        ("印章由专人保管，使用情况另行登记", ["由", None], "an agent"),
        ("评估委员会实行主任负责制，主任由县政府指定", ["实行", "由"], "how somebody works, and who names him"),
        ("闸门由水务局检修，费用由使用人承担", ["由", "由"], "who else acts"),
        ("闸门由水务局检修，或者由其委托的单位检修", ["由", None], "who may act instead"),
        ("旁听人员有发言权，没有表决权", ["有发言权", "没有表决权"], "rights"),
        ("对评分不服的，向评审组申请复核", [None, "申请"], "what follows a case"),
        ("台账齐全", [None], "nothing"),
    ],
)
def test_a_statute_binds_by_its_verbs(sentence: str, expected: list[str | None], reason: str) -> None:
    assert words_of(implied.statutory(clauses_of(sentence))) == expected, reason


@pytest.mark.parametrize(
    ("sentence", "expected", "reason"),
    [
        ("当天的账当天结，不许过夜", ["当天", "不许"], "a time limit before a ban is a rule beside it"),
        ("进出人数严格按规定执行，不许超员", ["严格按规定执行", "不许"], "so is what follows a rule"),
        ("台账齐全，不许涂改", [None, "不许"], "nothing is ordered before it"),
        ("当天回信，要登记", [None, "要"], "before an order it belongs to that"),
    ],
)
def test_a_time_limit_before_a_ban_orders(sentence: str, expected: list[str | None], reason: str) -> None:
    clauses = clauses_of(sentence)
    assert words_of(implied.before_ban(clauses, cues_of(clauses))) == expected, reason
