import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.analysis.tokens import Token
from search_api.index.opensearch.mapping import packed, safe, term


def tokens(*placed: tuple[str, int]) -> list[Token]:
    return [Token(text, position, 0, 0) for text, position in placed]


@pytest.mark.parametrize(
    ("given_tokens", "expected", "reason"),
    [
        ((("值班", 0), ("制度", 1)), "值班 制度", "place by place"),
        ((("值", 0), ("值班", 0), ("班", 1)), "值\x01值班 班", "two at one place"),
        ((("岗", 0), ("严", 2)), "岗 \x02 严", "a hole where a mark stood"),
        ((("岗", 2),), "\x02 \x02 岗", "holes before the first"),
        ((), "\x03", "nothing, which is counted as a passage all the same"),
        ((("a b\u3000c\x01", 0),), "a\ufffdb\ufffdc\ufffd", "blanks and marks would part a token"),
    ],
)
def test_packed_keeps_places(given_tokens: tuple[tuple[str, int], ...], expected: str, reason: str) -> None:
    assert packed(tokens(*given_tokens)) == expected, reason


@given(st.text(st.characters()))
def test_any_text_can_be_sent_and_any_token_is_one(text: str) -> None:
    safe(text).encode()
    assert len(term(text).split()) <= 1
