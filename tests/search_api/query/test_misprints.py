import pytest

from search_api.query.misprints import is_word, meant
from search_api.query.vocabulary import Vocabulary, lexicon_names

WORDS = {
    "挪用": 7,
    "农业": 5,
    "干部": 8,
    "名称": 9,
    "规章制度": 4,
    "通报批评": 6,
    "官僚主义": 3,
    "紧紧围绕": 2,
    "一次": 1,
    "孤本": 1,
}
VOCABULARY = Vocabulary(WORDS, lexicon_names(), 100)


@pytest.mark.parametrize(
    ("text", "right", "reason"),
    [
        ("挪川", "挪用", "a character that looks alike"),
        ("农液", "农业", "one that sounds alike"),
        ("规章制", "规章制度", "one too few at the end"),
        ("通批评", "通报批评", "one too few inside"),
        ("官不僚主义", "官僚主义", "one too many, which breaks a word"),
        ("紧紧围围绕", "紧紧围绕", "one typed twice"),
        ("公文处埋", "公文处理", "a name of several words"),
        ("干步", "干部", "one that sounds alike beside one that it may stand beside"),
        ("农农业", "农业", "one typed twice in a short word"),
    ],
)
def test_meant_is_the_word_that_is_near(text: str, right: str, reason: str) -> None:
    found = meant(text, VOCABULARY)
    assert found is not None, reason
    assert found[1] == right, reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("四涉密人员", "a name beside a number"),
        ("二次", "another number is another thing"),
        ("汽车", "characters that stand together"),
        ("弧本", "what one passage has may be a misprint itself"),
        ("", "nothing"),
        ("龘龘", "characters that nobody uses"),
    ],
)
def test_meant_is_nothing_for(text: str, reason: str) -> None:
    assert meant(text, VOCABULARY) is None, reason


def test_is_word_knows_the_collection_and_the_language() -> None:
    assert is_word("孤本", VOCABULARY)
    assert is_word("汽车", VOCABULARY)
    assert not is_word("农液", VOCABULARY)
