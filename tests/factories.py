"""Documents and what stands in them, with defaults: a test names only what it is about.

`make_document()` holds one of everything; `make_document(text)` holds that text cut into passages and nothing found in
it but what the test gives. Spans are looked up in the text, so every quote is true.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from graph.corrections.model import Action, Anchor, Correction, Naming, Target
from graph.schema import NodeKind
from ingest.model import (
    Ability,
    Attribution,
    DateInterval,
    Deadline,
    Document,
    DocumentKind,
    Force,
    Formula,
    Modality,
    Noise,
    NoiseKind,
    Passage,
    Rule,
    Sanction,
    Section,
    Span,
)

TEXT = """在全县值班工作会议上的讲话
一、思想要重视
值班人员必须24小时在岗。严禁脱岗离岗，违者追究责任。
二、本领要过硬
发生紧急情况，值班人员必须在1小时内报告。希望大家提高应急处置能力。
要做到四勤，腿勤、嘴勤、脑勤、手勤。李明同志说过，值班无小事。欢迎访问本站
"""


def span_of(text: str, quote: str, *, nth: int = 0) -> Span:
    """Where `quote` stands in `text` for the `nth` time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return Span(start, start + len(quote))


def make_rule(text: str = TEXT, quote: str = "值班人员必须24小时在岗", *, nth: int = 0, **fields: Any) -> Rule:
    """A hard obligation on the staff on duty, where `quote` stands."""
    given: dict[str, Any] = {
        "span": span_of(text, quote, nth=nth),
        "finder": "cue",
        "cue": "必须",
        "modality": Modality.OBLIGATION,
        "force": Force.HARD,
        "bearers": ("值班人员",),
        "duties": ("值班",),
        "outline": "一第1句",
    }
    return Rule(**given | fields)


def make_deadline(text: str = "1小时内", iso: str | None = "PT1H", *, working_days: bool = False) -> Deadline:
    """Within the hour."""
    return Deadline(text, iso, working_days)


def make_ability(text: str = TEXT, quote: str = "应急处置能力", *, nth: int = 0, **fields: Any) -> Ability:
    """An ability by its own words, which the staff on duty need and emergencies call for."""
    given: dict[str, Any] = {
        "span": span_of(text, quote, nth=nth),
        "finder": "suffix",
        "cue": "能力",
        "name": quote,
        "roles": ("值班人员",),
        "duties": ("应急处置",),
    }
    return Ability(**given | fields)


def make_formula(text: str = TEXT, quote: str = "四勤", *, nth: int = 0, **fields: Any) -> Formula:
    """A formula of four members."""
    given: dict[str, Any] = {
        "span": span_of(text, quote, nth=nth),
        "finder": "numeral",
        "cue": quote,
        "name": quote,
        "count": 4,
        "members": ("腿勤", "嘴勤", "脑勤", "手勤"),
    }
    return Formula(**given | fields)


def make_attribution(text: str = TEXT, quote: str = "李明同志说过，值班无小事", **fields: Any) -> Attribution:
    """A saying with the person that it is credited to."""
    given: dict[str, Any] = {
        "span": span_of(text, quote),
        "finder": "said",
        "cue": "说过",
        "who": "李明",
        "what": "值班无小事",
        "date": None,
    }
    return Attribution(**given | fields)


def make_noise(text: str = TEXT, quote: str = "欢迎访问本站", **fields: Any) -> Noise:
    """An advertisement."""
    given: dict[str, Any] = {
        "span": span_of(text, quote),
        "finder": "advertisement",
        "cue": "本站",
        "kind": NoiseKind.ADVERTISEMENT,
        "fix": "",
    }
    return Noise(**given | fields)


def make_section(text: str = TEXT, quote: str = "一、思想要重视", **fields: Any) -> Section:
    """A section of the outermost level, headed by `quote` (label、title), as long as its heading if not told."""
    span = span_of(text, quote)
    label, _, title = quote.partition("、")
    given: dict[str, Any] = {
        "span": span,
        "finder": "numbered",
        "cue": label,
        "level": 1,
        "label": label,
        "title": title or quote,
        "extent": span,
        "parent": None,
    }
    return Section(**given | fields)


def make_sections(text: str, headings: Sequence[str]) -> tuple[Section, ...]:
    """Sections of the outermost level, each up to the next or the end of the text."""
    starts = [span_of(text, heading).start for heading in headings]
    ends = [*starts[1:], len(text)]
    return tuple(
        make_section(text, heading, extent=Span(start, end))
        for heading, start, end in zip(headings, starts, ends, strict=True)
    )


def make_passages(text: str, sections: Sequence[Section] = ()) -> tuple[Passage, ...]:
    """One passage a line that is not empty."""
    return tuple(_passages(text, sections))


def _passages(text: str, sections: Sequence[Section]) -> Iterator[Passage]:
    position = 0
    for line in text.splitlines(keepends=True):
        span = Span(position, position + len(line.rstrip("\r\n")))
        position += len(line)
        if span.start < span.end:
            inside = [i for i, section in enumerate(sections) if section.extent.holds(span)]
            section = inside[-1] if inside else None
            yield Passage(span, section, "" if section is None else sections[section].label)


_MADE_OF_EVERYTHING: dict[str, Any] = {
    "sections": make_sections(TEXT, ("一、思想要重视", "二、本领要过硬")),
    "rules": (
        make_rule(),
        make_rule(
            TEXT,
            "严禁脱岗离岗，违者追究责任",
            cue="严禁",
            modality=Modality.PROHIBITION,
            sanction=Sanction("追究责任"),
            outline="一第2句",
        ),
        make_rule(
            TEXT,
            "发生紧急情况，值班人员必须在1小时内报告",
            duties=("信息报送", "值班"),
            deadline=make_deadline(),
            outline="二第1句",
        ),
        make_rule(
            TEXT,
            "希望大家提高应急处置能力",
            cue="希望",
            modality=Modality.RECOMMENDATION,
            force=Force.SOFT,
            bearers=("办公室工作人员",),
            duties=("学习培训",),
            outline="二第2句",
        ),
    ),
    "abilities": (make_ability(),),
    "formulas": (make_formula(),),
    "attributions": (make_attribution(),),
    "noise": (make_noise(),),
}


def make_document(text: str | None = None, **fields: Any) -> Document:
    """A speech of 2012; its original bytes are `original_of` it."""
    given: dict[str, Any] = {} if text is not None else dict(_MADE_OF_EVERYTHING)
    text = TEXT if text is None else text
    given |= {
        "id": hashlib.sha256(text.encode()).hexdigest()[:16],
        "file": "2012_清岭县值班工作会议讲话.txt",
        "encoding": "utf-8",
        "text": text,
        "kind": DocumentKind.SPEECH,
        "title": text.split("\n", 1)[0].strip() or "无题",
        "date": DateInterval(date(2012, 1, 1), date(2012, 12, 31)),
        "date_basis": "文件名中的年份",
        "place": "清岭县",
        "speaker_post": "县政府办公室主任",
    }
    given |= fields
    if "passages" not in given:
        given["passages"] = make_passages(text, given.get("sections", ()))
    return Document(**given)


_NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def make_correction(
    document: Document | None, quote: str | None = "值班人员必须24小时在岗", *, minute: int = 0, **fields: Any
) -> Correction:
    """What 王敏 says of the rule at `quote`: that it binds the doorkeeper. `minute` puts corrections in order."""
    given: dict[str, Any] = {
        "action": Action.CHANGE,
        "target": Target.RULE,
        "by": "王敏",
        "at": _NOON + timedelta(minutes=minute),
        "document_id": document and document.id,
        "anchor": Anchor(quote) if quote else None,
    }
    given |= fields
    if given["action"] is Action.CHANGE and not ({"fields", "moved"} & fields.keys()):
        given["fields"] = {"bearers": ["门卫"]}
    if "id" not in given:
        given["id"] = hashlib.sha256(repr(sorted(given.items(), key=lambda item: item[0])).encode()).hexdigest()[:16]
    return Correction(**given)


def make_dating(document: Document, year: int, **fields: Any) -> Correction:
    """What 王敏 says of the year of the document."""
    days = {"earliest": f"{year}-01-01", "latest": f"{year}-12-31"}
    given = {"action": Action.DATE, "target": Target.DOCUMENT, "fields": days, "minute": year - 2000} | fields
    return make_correction(document, None, **given)


def make_naming(
    action: Action, kind: NodeKind, names: Sequence[str], into: str, word: str = "", **fields: Any
) -> Correction:
    """A merge or split of names."""
    naming = Naming(kind, tuple(names), into, word)
    return make_correction(None, None, action=action, target=Target.NAME, naming=naming, **fields)


def original_of(document: Document) -> bytes:
    """The bytes that a made document stands for."""
    return document.text.encode()


_MODALITIES = tuple(Modality)
_DUTIES = ("值班", "办文", "保密", "信息报送", "督查督办", "接待", "档案管理")
_ROLES = ("值班人员", "文秘人员", "办公室工作人员", "机要保密人员", "信息员")


def make_documents(number: int, *, passages: int = 6) -> Iterator[Document]:
    """Documents that differ, with one rule to every second passage: for paging, for scale, for concurrency."""
    for n in range(number):
        lines = [f"第{n}号讲话"]
        lines += [
            f"{_ROLES[(n + i) % 5]}要抓好{_DUTIES[(n * 3 + i) % 7]}第{i}项，做到件件落实。" for i in range(passages)
        ]
        text = "\n".join(lines) + "\n"
        numbered = enumerate(lines[1:])
        rules = tuple(
            make_rule(
                text,
                line[:-1],
                cue="要",
                modality=_MODALITIES[(n + i) % 4],
                force=Force.HARD if i % 4 == 0 else Force.SOFT,
                bearers=(_ROLES[(n + i) % 5],),
                duties=(_DUTIES[(n * 3 + i) % 7],),
                outline=f"第{i}句",
            )
            for i, line in numbered
            if i % 2 == 0
        )
        year = 2003 + n % 20
        yield make_document(
            text,
            file=f"{year}_{n}.txt",
            date=DateInterval(date(year, 1, 1), date(year, 12, 31)),
            rules=rules,
        )
