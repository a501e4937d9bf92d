import pytest

from search_api.query.mending import homophones, mend
from search_api.query.vocabulary import Vocabulary, lexicon_names

WORDS = {
    "制度": 9,
    "要求": 20,
    "移交": 4,
    "期限": 5,
    "销毁": 3,
    "办理": 8,
    "鉴定": 2,
    "督察": 1,
    "app": 1,
    "当日": 4,
    "机关": 9,
    "采用": 3,
}
VOCABULARY = Vocabulary(WORDS, lexicon_names(), 100)


@pytest.mark.parametrize(
    ("text", "right", "reason"),
    [
        ("值斑制度", "值班制度", "a homophone of a duty"),
        ("信仿办理期限", "信访办理期限", "another one"),
        ("保蜜", "保密", "without anything beside it"),
        ("公文处埋", "公文处理", "one character of a long name"),
        ("档案宵毁", "档案销毁", "a word of the collection"),
        ("zhiban", "值班", "pinyin"),
        ("zhi ban yao qiu", "值班要求", "pinyin in syllables"),
        ("zhibanyaoqiu", "值班要求", "pinyin in one piece"),
        ("xinfang期限", "信访期限", "pinyin and characters"),
        ("zb", "值班", "the first letters of a duty"),
        ("zb 期限", "值班 期限", "first letters beside a word"),
        ("请问档案宵毁期限", "请问档案销毁期限", "among right words"),
        ("档按移交", "档案移交", "a misprint that is a word which says little"),
    ],
)
def test_mend_finds_what_was_meant(text: str, right: str, reason: str) -> None:
    assert mend(text, VOCABULARY) == right, reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("值班制度", "nothing is wrong"),
        ("补休", "a good word that the collection lacks"),
        ("督察", "a word of the collection that sounds like a name"),
        ("党日", "a newer word that sounds like one of the collection"),
        ("app", "a word of the collection in letters"),
        ("excel", "letters that are no pinyin"),
        ("x", "one letter"),
        ("vpn", "letters that begin no syllables"),
        ("那种", "a word of the language that sounds like another"),
        ("要不要", "function words"),
        ("督办要往上一级报", "one beside what sounds like a word that no text has"),
        ("的了吗呢", "more of them"),
        ("2小时", "a quantity"),
        ("公文写得太长", "right words, one character from a name"),
        ("要把住哪几关", "a number that is asked for"),
        ("机构来用好", "little words, side by side as no word has them"),
        ("在办公室干,能锻炼", "a little word behind a name that begins a longer one"),
        ("", "nothing"),
        ("值斑" * 50, "too long to be worth it"),
    ],
)
def test_mend_leaves_alone(text: str, reason: str) -> None:
    assert mend(text, VOCABULARY) == text, reason


def test_homophones_are_names_that_sound_alike_and_share_a_character() -> None:
    assert homophones("督察", VOCABULARY) == ["督查"]
    assert homophones("督查", VOCABULARY) == ()
    assert homophones("毒茶", VOCABULARY) == []
    assert homophones("a", VOCABULARY) == ()
