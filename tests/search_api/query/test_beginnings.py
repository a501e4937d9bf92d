from hypothesis import given
from hypothesis import strategies as st

from search_api.query.beginnings import Beginnings


def test_find_gives_what_was_given_first() -> None:
    beginnings = Beginnings([("值班", "duty"), ("值守", "duty"), ("值", "word"), ("档案", "files")])
    assert beginnings.find("值", 2) == ["duty", "duty"]
    assert beginnings.find("值", 9) == ["duty", "duty", "word"]
    assert beginnings.find("", 1) == ["duty"]
    assert beginnings.find("班", 9) == []


@given(st.lists(st.text("值班a𠮷", max_size=4), max_size=20), st.text("值班a𠮷", max_size=2), st.integers(0, 5))
def test_find_is_what_looking_at_each_word_finds(words: list[str], prefix: str, limit: int) -> None:
    plain = [word for word in words if word.startswith(prefix)]
    assert list(Beginnings((word, word) for word in words).find(prefix, limit)) == plain[:limit]


def test_find_gives_the_same_again_where_many_begin_so() -> None:
    beginnings = Beginnings((f"值{number}", number) for number in range(3_000))
    for limit in (3, 100, 5, 100):
        assert beginnings.find("值", limit) == list(range(limit))
