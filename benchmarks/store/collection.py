"""A made-up collection of any size; the same numbers give the same collection."""

import hashlib
import random
from collections.abc import Iterator
from datetime import date

from graph.access import Access
from ingest.model import (
    Ability,
    DateInterval,
    Deadline,
    Document,
    DocumentKind,
    Force,
    Formula,
    Modality,
    Passage,
    Rule,
    Sanction,
    Span,
)

DUTIES = ("值班", "办文", "保密", "信息报送", "督查督办", "接待", "档案管理", "印章管理", "应急处置", "学习培训")
ROLES = ("值班人员", "文秘人员", "办公室工作人员", "机要保密人员", "信息员", "督查人员", "领导干部", "下级单位")
ABILITIES = ("应急处置能力", "文字综合能力", "沟通协调能力", "调查研究能力")
ACCESSES = (Access(), Access("内部"), Access("内部", frozenset({"机要"})), Access("受限"))


def make_collection(documents: int, passages: int, *, first: int = 0) -> Iterator[tuple[Document, Access]]:
    """Documents with one passage a line, a rule in every second and an ability in every tenth."""
    for number in range(first, first + documents):
        yield make_one(number, passages), ACCESSES[number % len(ACCESSES)]


def make_one(number: int, passages: int) -> Document:
    """One document."""
    draw = random.Random(number)
    text = ""
    paragraphs: list[Passage] = []
    rules: list[Rule] = []
    abilities: list[Ability] = []
    for line in range(passages):
        role, duty, ability = draw.choice(ROLES), draw.choice(DUTIES), draw.choice(ABILITIES)
        start = len(text)
        hours = draw.randint(1, 9)
        text += f"{role}必须抓好{duty}的第{line}项任务，在{hours}小时内办结，不断提高{ability}，做到件件有着落。\n"
        span = Span(start, len(text) - 1)
        paragraphs.append(Passage(span, None, ""))
        if line % 2 == 0:
            rules.append(_rule(draw, span, role, duty, line))
        if line % 10 == 0:
            at = Span(text.index(ability, start), text.index(ability, start) + len(ability))
            abilities.append(Ability(span=at, finder="suffix", cue="能力", name=ability, roles=(role,), duties=(duty,)))
    year = 2003 + number % 20
    return Document(
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        file=f"{year}_{number}.txt",
        encoding="utf-8",
        text=text,
        kind=DocumentKind.SPEECH,
        title=f"第{number}次会议讲话",
        date=DateInterval(date(year, 1, 1), date(year, 12, 31)),
        date_basis="文件名中的年份",
        place=None,
        speaker_post=None,
        passages=tuple(paragraphs),
        rules=tuple(rules),
        abilities=tuple(abilities),
        formulas=(Formula(span=Span(0, 2), finder="numeral", cue="四勤", name=f"四勤{number % 50}", count=4),),
    )


def _rule(draw: random.Random, span: Span, role: str, duty: str, line: int) -> Rule:
    return Rule(
        span=span,
        finder="cue",
        cue="必须",
        modality=draw.choice(tuple(Modality)),
        force=draw.choice(tuple(Force)),
        bearers=(role,),
        duties=(duty,),
        deadline=Deadline("1小时内", "PT1H") if draw.random() < 0.1 else None,
        sanction=Sanction("追究责任") if draw.random() < 0.1 else None,
        outline=f"第{line}句",
    )
