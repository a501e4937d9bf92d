"""Words: the same from both engines, with the vocabulary as user dictionary."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.words import Words, cut, cut_for_search, load_words, tag

ENGINES = ["rjieba", "jieba"]

MIXED = st.text(
    alphabet=st.one_of(st.sampled_from("值班制度abcA1.2-%_+#& \n\r\t　，。①Ⅱ龥㐀😀\u200b"), st.characters()),
    max_size=24,
)


@pytest.fixture(params=ENGINES)
def words(request: pytest.FixtureRequest) -> Words:
    pytest.importorskip(request.param)
    return load_words(request.param)


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("", [], "nothing in, nothing out"),
        ("值班人员不得脱岗", ["值班人员", "不得", "脱岗"], "a role of the vocabulary is one word"),
        ("做好建议提案办理", ["做好", "建议提案办理"], "a duty that no dictionary has is one word"),
        ("2小时内，3.5%", ["2", "小时", "内", "，", "3.5%"], "a number keeps its point and per cent sign"),
        ("1-7月", ["1", "-", "7", "月"], "a hyphen is a mark (rjieba alone keeps 1-7 whole)"),
        ("办 公\n室", ["办", " ", "公", "\n", "室"], "blanks are kept, so that offsets can be summed"),
    ],
)
def test_words_cut_gives_words(words: Words, text: str, expected: list[str], reason: str) -> None:
    assert words.cut(text) == expected, reason


def test_words_cut_for_search_adds_the_words_inside(words: Words) -> None:
    found = words.cut_for_search("建议提案办理")
    assert found[-1] == "建议提案办理"
    assert {"建议", "提案", "办理"} <= set(found)


def test_words_listed_are_those_of_the_dictionary_across_each_other_too(words: Words) -> None:
    found = words.listed("及时报告，24小时值班")
    assert {"及时", "时报", "报告", "值班"} <= set(found)
    assert not {"时", "24", "，"} & set(found)


def test_words_tag_says_the_part_of_speech(words: Words) -> None:
    assert words.tag("值班3天，OK") == [("值班", "v"), ("3", "m"), ("天", "q"), ("，", "x"), ("OK", "eng")]


@given(MIXED)
def test_words_engines_agree_on_any_text(text: str) -> None:
    pytest.importorskip("rjieba")
    fast, pure = load_words("rjieba"), load_words("jieba")
    assert fast.cut(text) == pure.cut(text)
    assert fast.cut_for_search(text) == pure.cut_for_search(text)
    assert fast.listed(text) == pure.listed(text)
    assert fast.tag(text) == pure.tag(text)
    assert "".join(fast.cut(text)) == text


def test_words_unnamed_engine_is_the_fast_one() -> None:
    pytest.importorskip("rjieba")
    assert load_words().engine == "rjieba"
    assert cut("值班") == ["值班"]
    assert cut_for_search("值班") == ["值班"]
    assert tag("值班") == [("值班", "v")]


def test_words_without_rjieba_falls_back_to_jieba(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.words.find_spec", lambda name: None)
    load_words.cache_clear()
    assert load_words().engine == "jieba"
    load_words.cache_clear()


def test_words_refuses_an_unknown_engine() -> None:
    with pytest.raises(ValueError, match="unknown words engine"):
        load_words("thulac")


def test_words_jieba_starts_silently() -> None:
    code = "from ingest.words import load_words; load_words('jieba').cut('值班制度')"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
