"""Clauses and the windows of endless lines."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.clauses import LONGEST_SENTENCE, bounded, cut, one_of
from ingest.model import Span


@pytest.mark.parametrize(
    ("words", "cue", "reason"),
    [
        ("一定要紧扣主题", True, "要 + 紧扣"),
        ("这件事很要紧", False, "要紧"),
        ("机关应对申请进行审查", True, "应 + 对"),
        ("提高应对能力", False, "应对"),
    ],
)
def test_clauses_blank_a_cue_inside_a_word_only_where_the_word_is_one(words: str, cue: bool, reason: str) -> None:
    [clause] = cut(words, Span(0, len(words)))
    assert any(mark in clause.bare for mark in "要应") is cue, reason


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        ("一早到岗，全天在岗", ["一早到岗", "全天在岗"], "a comma"),
        ("做到三勤：腿勤", ["做到三勤", "腿勤"], "a colon"),
        ("坚持“早，快，准”，不松劲", ["坚持“早，快，准”", "不松劲"], "not inside quotes"),
        ("落实《值班，办法》", ["落实《值班，办法》"], "not inside a title"),
        ("，，到岗，", ["到岗"], "empty ones are none"),
    ],
)
def test_clauses_part_at_commas(words: str, expected: list[str], reason: str) -> None:
    found = cut(words, Span(0, len(words)))
    assert [clause.text for clause in found] == expected, reason
    assert all(clause.span.of(words) == clause.text for clause in found)
    assert all(len(clause.bare) == len(clause.text) for clause in found)


@pytest.mark.parametrize(
    ("words", "reason"),
    [("到岗，" * 2000, "at commas"), ("岗" * 5000, "anywhere where there are none"), ("到岗", "short")],
)
def test_bounded_pieces_hold_every_character_but_the_commas(words: str, reason: str) -> None:
    pieces = bounded(words, Span(0, len(words)))
    assert all(piece.end - piece.start <= LONGEST_SENTENCE for piece in pieces), reason
    assert sum(piece.of(words).count("岗") for piece in pieces) == words.count("岗"), reason


@given(
    words=st.lists(st.text(alphabet="要求加强.*（", min_size=1, max_size=4), min_size=1, max_size=8),
    text=st.text(alphabet="要求加强.*（", max_size=20),
)
def test_one_of_finds_what_the_words_themselves_do_the_longest_first(words: list[str], text: str) -> None:
    plain = "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))
    assert re.findall(one_of(words), text) == re.findall(plain, text)
