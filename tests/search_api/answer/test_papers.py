import pytest

from search_api.answer.asking import read_question
from search_api.answer.papers import named_in, names
from search_api.index.shown import Shown
from search_api.query.vocabulary import Vocabulary, lexicon_names
from search_api.ranking.order import Ranked
from search_api.ranking.passages import Passages
from tests.search_api.answer.test_marks import a_quote

VOCABULARY = Vocabulary({}, lexicon_names(), 10)
_SPAN = 2**40


def found(key: str, title: str, year: int, kind: str = "regulation") -> Ranked:
    day = a_quote("", year).date.latest
    assert day is not None
    shown = Shown("第一条", "1", title, "1", kind, "", False, "w", day.toordinal() * _SPAN)
    return Ranked(key, key, 1.0, shown, Passages(None))  # type: ignore[arg-type]


RANKED = [
    found("old", "中华人民共和国船舶登记管理条例", 1998),
    found("new", "中华人民共和国船舶登记管理条例", 2016),
    found("rules", "中华人民共和国船舶登记管理条例实施细则", 2017),
    found("talk", "在全市港务系统座谈会上的讲话", 2016, "speech"),
]


@pytest.mark.parametrize(
    ("question", "keys", "reason"),
    [
        ("船舶条例里谁发证？", {"old", "new"}, "a title told in short, and not its detailed rules"),
        ("2016年的船舶条例里谁发证？", {"new"}, "title and year"),
        ("1998年以后谁发证？", {"old"}, "a year alone"),
        ("全市港务座谈会讲了什么？", {"talk"}, "where a speech was held"),
        ("谁发证？", set(), "nothing is named"),
        ("这种做法合法吗？", set(), "words that end like a title"),
        ("1998年的和实施细则有什么不同？", {"old", "rules"}, "compared: one by its year, the other by its title"),
    ],
)
def test_named_in_tells_the_documents_of_a_question(question: str, keys: set[str], reason: str) -> None:
    assert named_in(read_question(question, VOCABULARY), RANKED) == keys, reason


def test_names_tells_a_short_name_from_another_word() -> None:
    title = "中华人民共和国船舶登记管理条例"
    assert names("船舶条例", title)
    assert not names("船舶登记", title), "a matter, and no paper"
    assert not names("车辆条例", title)
