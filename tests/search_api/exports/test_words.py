"""The Chinese words for what results say."""

from collections.abc import Sequence

import pytest

from search_api.exports.words import said_words


@pytest.mark.parametrize(
    ("asked_for", "said_by_all", "expected", "reason"),
    [
        (["值班", "接听"], ["值班", "接听"], "每条都说到“值班”“接听”", "all of it"),
        (["值班", "接听"], [], "全部说到“值班”“接听”的很少，只说到一部分的也列出", "part of it"),
        (
            ["值班", "接听", "记录"],
            ["接听", "记录"],
            "每条都说到“接听”“记录”；全部说到“值班”“接听”“记录”的很少，只说到一部分的也列出",
            "half of it",
        ),
        (["值班"], ["值班"], "", "one thing: nothing to tell apart"),
        ([], [], "", "nothing"),
    ],
)
def test_said_words_tell_what_all_hits_say(
    asked_for: Sequence[str], said_by_all: Sequence[str], expected: str, reason: str
) -> None:
    assert said_words(asked_for, said_by_all) == expected, reason
