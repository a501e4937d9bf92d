"""Whose thing a rule speaks of."""

import pytest

from ingest.extract.owners import owner


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        ("渔港管理机构的值守记录", "渔港管理机构", "what a body has"),
        ("船检机关和拆船企业、行业协会的专用章", "船检机关和拆船企业、行业协会", "several bodies"),
        ("港务委员会会议", "港务委员会", "a noun right behind a long name"),
        ("机关食堂", None, "a short name that makes a compound"),
        ("渔民的合法权益", None, "people have what others must keep"),
        ("渡运公司的合法权益", None, "and so have bodies"),
        ("渔港管理机构批准的方案", None, "what it did says which"),
        ("航标灯的亮度", None, "a thing of a thing"),
    ],
)
def test_owner_is_the_body_that_has_a_thing(words: str, expected: str | None, reason: str) -> None:
    assert owner(words) == expected, reason
