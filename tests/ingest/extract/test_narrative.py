"""A text that only tells has no rule, whatever its words; one that instructs keeps all of them, however short."""

import pytest

from ingest.model import DocumentKind
from ingest.pipeline import extract_document
from tests.ingest.extract.tellings import TELLINGS


@pytest.mark.parametrize("text", TELLINGS.values(), ids=TELLINGS)
def test_a_text_that_only_tells_has_no_rule(text: str) -> None:
    document = extract_document(text.encode(), "文本.txt")
    assert [rule.span.of(document.text) for rule in document.rules] == []


@pytest.mark.parametrize(
    ("text", "count", "reason"),
    [
        ("值班人员必须在岗。\n", 1, "one line that names whom the vocabulary knows"),
        ("客人必须登记，旅客不得携带宠物。\n旅客离店要交回钥匙。\n", 3, "names that no vocabulary has, more than once"),
        ("紧急文件必须当天办理。\n保密资料不得外传。\n", 2, "nobody is named, and every sentence speaks of a duty"),
    ],
)
def test_a_short_text_that_instructs_keeps_its_rules(text: str, count: int, reason: str) -> None:
    document = extract_document(text.encode(), "文本.txt")
    assert document.kind is DocumentKind.OTHER
    assert len(document.rules) == count, reason
