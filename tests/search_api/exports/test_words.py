"""The Chinese words for what results say."""

from collections.abc import Sequence

import pytest

from search_api.exports.words import said_words


@pytest.mark.parametrize(
    ("asked_for", "said_by_all", "expected", "reason"),
    [
        (["值班", "接听"], ["值班", "接听"], "每条都说到“值班”“接听”（标题、近义词也算）", "all of it"),
        (["值班", "接听"], [], "“值班”“接听”都说到的很少或没有，只说到一部分的也列出", "part of it"),
        (
            ["值班", "接听", "记录"],
            ["接听", "记录"],
            "每条都说到“接听”“记录”（标题、近义词也算）；“值班”“接听”“记录”都说到的很少或没有",
            "half of it",
        ),
        (
            ["突发", "接报", "核实", "续报", "归档"],
            [],
            "“突发”“接报”“核实”“续报”等 5 项都说到的很少或没有，只说到一部分的也列出",
            "a long question: the rest is counted",
        ),
        (["值班"], ["值班"], "", "one thing: nothing to tell apart"),
        ([], [], "", "nothing"),
    ],
)
def test_said_words_tell_what_all_hits_say(
    asked_for: Sequence[str], said_by_all: Sequence[str], expected: str, reason: str
) -> None:
    assert said_words(asked_for, said_by_all) == expected, reason
