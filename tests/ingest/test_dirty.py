"""What a page does to a speech on its way: rules and headings survive, and the dirt is found.

The dirt is put in by a seeded generator, so that every run sees the same.
"""

import random
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from ingest.clean import clean
from ingest.model import Document, NoiseKind
from ingest.pipeline import extract_document
from ingest.readers import read

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "speeches"
LONG_ENOUGH = 1_200
KEPT = 0.95
"""Share of the rules that must come out of a dirty page as they do out of the clean one."""
_READINGS = {"责": "zé", "值": "zhí", "密": "mì", "绩": "jì", "办": "bàn", "督": "dū"}
_SIGNS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJ0123456789#$%&*+-:;<=>?@^_{|}~ "
_SITE = [
    "欢迎访问某某公文写作网 www.gongwen-demo.com",
    "本文来源：某某公文写作网",
    "点击次数：1024  发布时间：2014-05-06",
    "上一篇：办公室工作计划  下一篇：年终总结",
    "【字体：大 中 小】【打印】【关闭】",
]
_PAYWALL = ["登录后可查看全文", "下载积分：20分", "当前文档最多只能预览5页，开通VIP会员继续阅读", "点击下载Word版本"]
_INSERTED = ["（公文写作网www.gongwen-demo.com整理）", "【更多范文请访问公文之家】", "本文来自公文写作网"]
_WIDE = 34


def _forum(text: str, chance: random.Random) -> str:
    def junk() -> str:
        return " " + "".join(chance.choice(_SIGNS) for _ in range(chance.randrange(9, 22)))

    return "\n".join(line + junk() if len(line) > 20 and chance.random() < 0.5 else line for line in text.split("\n"))


def _lines(more: list[str]) -> Callable[[str, random.Random], str]:
    def put(text: str, chance: random.Random) -> str:
        lines = text.split("\n")
        for _ in range(3):
            lines.insert(chance.randrange(6, len(lines)), chance.choice(more))
        return "\n".join(lines)

    return put


def _inside(text: str, chance: random.Random) -> str:
    commas = [at for at, char in enumerate(text) if char == "，" and at > 200]
    for at in sorted(chance.sample(commas, 4), reverse=True):
        text = text[: at - 4] + chance.choice(_INSERTED) + text[at - 4 :]
    return text


def _pinyin(text: str, chance: random.Random) -> str:
    found = [at for at, char in enumerate(text) if char in _READINGS and at > 150]
    for at in sorted(chance.sample(found, min(6, len(found))), reverse=True):
        text = f"{text[: at + 1]}（{_READINGS[text[at]]}）{text[at + 1 :]}"
    return text


def _wrapped(text: str, chance: random.Random) -> str:
    return "\n".join(
        "\n".join(line[at : at + _WIDE] for at in range(0, len(line), _WIDE)) or line for line in text.split("\n")
    )


WAYS: dict[str, tuple[Callable[[str, random.Random], str], NoiseKind | None]] = {
    "random signs of a forum at the ends of lines": (_forum, NoiseKind.ADVERTISEMENT),
    "lines of a site": (_lines(_SITE), NoiseKind.ADVERTISEMENT),
    "lines of a paywall": (_lines(_PAYWALL), NoiseKind.ADVERTISEMENT),
    "notes of a site inside sentences": (_inside, NoiseKind.ADVERTISEMENT),
    "readings behind characters": (_pinyin, NoiseKind.ADVERTISEMENT),
    "characters misread": (lambda text, _: text.replace("置", "臵"), NoiseKind.OCR),
    "quotation marks read in another encoding": (lambda text, _: text.replace("“", "â€œ"), NoiseKind.ENCODING),
    "entities of markup": (lambda text, _: text.replace("“", "&ldquo;").replace("”", "&rdquo;"), NoiseKind.ENCODING),
    "lines broken by a page": (_wrapped, None),
}


@cache
def speeches() -> tuple[str, ...]:
    """Three of the example speeches, of three kinds of office."""
    files = (path for path in sorted(EXAMPLES.rglob("*.txt")) if "转载" not in path.parts)
    texts = (read(path.read_bytes(), path.name).text for path in files)
    return tuple(text for text in texts if len(text) >= LONG_ENOUGH and "“" in text and "置" in text)[:3]


@cache
def understood(text: str) -> Document:
    return extract_document(text.encode(), "讲话.txt")


def rules_in(document: Document) -> Counter[str]:
    """The rules as the clean text has them."""
    cleaned = clean(document.text, document.noise)
    return Counter(cleaned.to_clean(rule.span).of(cleaned.text) for rule in document.rules)


@pytest.mark.parametrize("way", WAYS)
def test_rules_and_headings_survive_dirt_that_is_found(way: str) -> None:
    spoil, kind = WAYS[way]
    assert len(speeches()) == 3
    for number, text in enumerate(speeches()):
        before, after = understood(text), understood(spoil(text, random.Random(number)))
        assert after.text != before.text, "nothing was put in"
        kept, expected = rules_in(before) & rules_in(after), rules_in(before)
        assert kept.total() >= KEPT * expected.total(), (expected - kept, way)
        assert rules_in(after).total() <= expected.total() / KEPT, (rules_in(after) - kept, way)
        assert [(s.label, s.title) for s in after.sections] == [(s.label, s.title) for s in before.sections], way
        if kind:
            assert sum(n.kind is kind for n in after.noise) > sum(n.kind is kind for n in before.noise), way
