import pytest

from graph.quote import quoted_words
from search_api.answer.parts import Part, parts_of, together
from search_api.results import Answer, AnswerKind, Intent, Stated
from tests.search_api.answer.test_marks import a_quote


@pytest.mark.parametrize(
    ("question", "parts", "reason"),
    [
        (
            "印章谁保管、几天内归还、弄丢会怎样？",
            ("印章谁保管、", "几天内归还、", "弄丢会怎样？"),
            "three things of one matter",
        ),
        ("外单位借印章的，谁批准？多久归还？", ("外单位借印章的，谁批准？", "多久归还？"), "the case stands before"),
        (
            "借印章要办什么手续，由谁批，几天归还？",
            ("借印章要办什么手续，", "由谁批，", "几天归还？"),
            "what to do is asked beside two other things",
        ),
        ("借印章要办什么手续，由谁批？", (), "whom to ask is of what to do"),
        ("印章几天内归还？最多能拖几天？", (), "the same asked twice"),
        ("印章由谁保管？", (), "one thing"),
        ("新旧办法里谁保管印章，几天归还，有什么不同？", (), "two documents are compared"),
        ("印" * 400 + "谁保管、几天内归还？", (), "a page that was pasted in"),
        ("", (), "nothing"),
    ],
)
def test_parts_of_a_question_that_asks_several_things(question: str, parts: tuple[str, ...], reason: str) -> None:
    assert parts_of(question) == parts, reason


def answering(text: str, year: int, *stated: Stated) -> Answer:
    quotes = (a_quote(text, year),)
    words = [*(one.text for one in stated), quoted_words(quotes)]
    return Answer(Intent.DUTY, True, "\n".join(words), quotes, (), 0.8, stated=stated)


WHOLE = Answer(Intent.DUTY, False, "资料中未见相关规定", (), (), 0.1)


def test_together_has_the_best_quote_of_each_part_under_what_it_answers() -> None:
    one = Part("谁保管，", answering("由专人保管印章", 2020))
    two = Part("几天归还？", answering("印章应当在3日内归还", 2021, Stated("3日内", "P3D", 0)))
    answer = together(WHOLE, [one, two])
    assert (answer.kind, answer.found) == (AnswerKind.PARTS, True)
    assert [(group.label, [answer.quotes[n].text for n in group.quotes]) for group in answer.groups] == [
        ("谁保管", ["由专人保管印章"]),
        ("几天归还", ["印章应当在3日内归还"]),
    ]
    assert answer.stated == (Stated("3日内", "P3D", 1),), "the place of its quote among all"
    assert answer.answer.startswith("谁保管：见下列原文。\n几天归还：3日内\n《")


def test_together_says_which_part_nothing_states() -> None:
    parts = [Part("谁保管，", answering("由专人保管印章", 2020)), Part("弄丢会怎样？", WHOLE)]
    answer = together(WHOLE, parts)
    assert answer.note == "“弄丢会怎样”：资料中未见相关规定。"
    assert "弄丢会怎样：资料中未见相关规定" in answer.answer


def test_together_is_the_answer_to_the_whole_where_no_part_is_answered() -> None:
    assert together(WHOLE, [Part("谁保管，", WHOLE), Part("几天归还？", WHOLE)]) is WHOLE
