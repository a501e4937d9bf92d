import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.analysis.tokens import (
    gram_tokens,
    inside_tokens,
    is_listed,
    normalise,
    streams,
    whole_words,
    word_tokens,
)
from search_api.index.fields import Entry, TextField


def words(text: str) -> list[str]:
    return [token.text for token in word_tokens(text)]


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ("督促检查工作", "督促", "the shorter words inside a long one"),
        ("督促检查工作", "督促检查", "and the long one"),
        ("檔案移交", "档案", "traditional characters"),
        ("ＡＰＰ登录", "app", "full width and capitals"),
        ("2小时报告", "PT2H", "a single digit with its unit"),
        ("5小时报告", "PT5H", "told apart from another"),
        ("2小时报告", "小时", "the unit, for whoever asks for it"),
        ("全天候值守", "PT24H", "a word that says a quantity"),
        ("全天候值守", "全天候", "and is a word"),
        ("不得擅离", "不得", "negations are kept"),
        ("严禁脱岗", "严禁", "bans are kept"),
        ("值\u200b班", "值班", "nothing between characters is nothing"),
    ],
)
def test_word_tokens_hold(text: str, word: str, reason: str) -> None:
    assert word in words(text), reason


def test_word_tokens_count_positions_in_words() -> None:
    tokens = word_tokens("办公室，严格值班制度")
    assert [(token.position, token.text) for token in tokens if token.text in {"办公室", "严格", "值班", "制度"}] == [
        (0, "办公室"),
        (1, "严格"),
        (2, "值班"),
        (3, "制度"),
    ]


def test_word_tokens_leave_marks_out() -> None:
    assert words("，。！“”—…") == []


@pytest.mark.parametrize("text", ["檔案㎏，ＡＢＣ", "㈠值班２４小時", "a\u0301值班", "三十分钟内①报告"])
def test_tokens_stand_where_they_say_in_the_text_as_given(text: str) -> None:
    for token in (*word_tokens(text), *gram_tokens(text), *inside_tokens(text, ())):
        written = normalise(text[token.start : token.end]).text.replace(" ", "")
        assert token.text in written or set(token.text) & set("PT第12"), (token, written)


def test_gram_tokens_hold_characters_and_bigrams_in_place() -> None:
    tokens = [(token.position, token.text) for token in gram_tokens("值班制度")]
    assert tokens == [(0, "值"), (0, "值班"), (1, "班"), (1, "班制"), (2, "制"), (2, "制度"), (3, "度")]


def test_gram_tokens_join_over_blanks_and_part_at_marks() -> None:
    assert "班制" in {token.text for token in gram_tokens("值班 制度")}
    assert "班制" not in {token.text for token in gram_tokens("值班，制度")}


def test_gram_tokens_take_a_quantity_as_one_character() -> None:
    assert [t.text for t in gram_tokens("24小时值班")] == [t.text for t in gram_tokens("二十四小时值班")]


def test_whole_words_cover_the_inner_words() -> None:
    text = "值班人员签到"
    found = {span.of(text): tokens for span, tokens in whole_words(text)}
    assert {"值班人员", "签到"} <= found.keys()
    assert "值班" in found["值班人员"]


def test_streams_are_of_the_parts_of_an_entry() -> None:
    entry = Entry("p", "d", "正文", rules=("严禁脱岗",), headings=("值班制度",), title="讲话")
    found = {field: {token.text for token in tokens} for field, tokens in streams(entry).items()}
    assert found[TextField.WORDS] == {"正文"}
    assert "脱岗" in found[TextField.RULES]
    assert {"讲话", "值班", "制度"} <= found[TextField.CONTEXT]
    assert "正文" in found[TextField.GRAMS]


def test_inside_tokens_are_the_words_that_cutting_leaves_out() -> None:
    text = "中華人民共和國"
    words = word_tokens(text)
    found = {token.text: text[token.start : token.end] for token in inside_tokens(text, words)}
    assert found["人民共和国"] == "人民共和國"
    assert not found.keys() & {token.text for token in words}


@pytest.mark.parametrize(
    ("expression", "expected", "reason"),
    [
        ("人民共和国", True, "a word"),
        ("值班室电话", False, "two of them"),
        ("PT30M", False, "a quantity is no word of a dictionary"),
        ("", False, "nothing"),
    ],
)
def test_is_listed_tells_words_of_the_dictionary(expression: str, expected: bool, reason: str) -> None:
    assert is_listed(expression) is expected, reason


@given(st.text(max_size=60))
def test_no_text_is_refused(text: str) -> None:
    for token in (*word_tokens(text), *gram_tokens(text)):
        assert 0 <= token.start < token.end <= len(text)
        assert token.text
        assert token.text == token.text.strip()
