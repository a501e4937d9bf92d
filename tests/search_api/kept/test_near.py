"""A word that the collection lacks finds those that it has."""

from pathlib import Path

import pytest

from graph.access import LOCAL
from search_api.index import open_index
from search_api.index.base import State
from search_api.index.fields import Entry
from search_api.kept.near import nearest, unknown_words
from search_api.query.vocabulary import Vocabulary

WORDS = {"值班": 30, "班车": 4, "带头": 9, "带队": 2, "督查": 6, "档案": 3, "编制": 5}


def vocabulary() -> Vocabulary:
    return Vocabulary(WORDS, {}, 60)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("带岗", ["带岗"]),
        ("带岗 要求", ["带岗"]),
        ("值班", []),
        ("", []),
        ("abc 123", []),
        ("的", []),
    ],
    ids=["the whole query", "beside an asking word", "a word that it has", "nothing", "no Chinese", "one character"],
)
def test_unknown_words_are_what_nothing_has_a_word_for(query: str, expected: list[str]) -> None:
    assert unknown_words(query, vocabulary()) == expected


@pytest.mark.parametrize(
    ("word", "first", "evidence"),
    [
        ("带班", "值班", "共有“班”"),
        ("督茶", "督查", "读音相同或相近"),
        ("编织", "编制", "共有“编”"),
    ],
    ids=["a compound of the same kind", "a homophone", "a homophone with a character in common"],
)
def test_nearest_shares_characters_sound_or_company(tmp_path: Path, word: str, first: str, evidence: str) -> None:
    texts = ("领导带头值班。", "带队检查值班情况。", "督查室负责督查。", "班车按时发车。")
    with open_index(f"auto:///{tmp_path}") as index:
        entries = [Entry(passage_id=str(n), document_id="d", text=text) for n, text in enumerate(texts)]
        index.apply(State("s", 1, "a"), removed=(), added=entries)
        near = nearest(word, vocabulary(), index, LOCAL)
    assert near[0].word == first
    assert evidence in near[0].evidence
    assert [one.score for one in near] == sorted((one.score for one in near), reverse=True)


def test_nearest_says_in_how_many_passages_words_stand_together(tmp_path: Path) -> None:
    with open_index(f"auto:///{tmp_path}") as index:
        entries = [Entry(passage_id="1", document_id="d", text="领导带头值班。")]
        index.apply(State("s", 1, "a"), removed=(), added=entries)
        found = {near.word: near for near in nearest("带班", vocabulary(), index, LOCAL)}
    assert found["值班"].evidence == ("共有“班”", "与“带”同段 1 处")


def test_nearest_of_a_word_like_no_other_is_nothing(tmp_path: Path) -> None:
    with open_index(f"auto:///{tmp_path}") as index:
        index.apply(State("s", 1, "a"), removed=(), added=())
        assert nearest("蹴鞠", vocabulary(), index, LOCAL) == []
