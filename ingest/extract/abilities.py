"""Abilities (能力) that office work asks for, gives or raises."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ingest.extract.clauses import one_of
from ingest.extract.context import Context
from ingest.extract.vocabulary import duties_in, roles_in
from ingest.lexicon import Lexicon, load_data
from ingest.model import Ability, DocumentKind, Section, Span
from ingest.structure import sentences
from ingest.words import cut, tag

FINDER = "find_abilities"
LONGEST_NAME = 20
AUDIENCE = "办公室工作人员"
"""Whom a speech about office work speaks to where it names nobody."""
_ABILITY = re.compile(r"(?P<of>的)?能力(?!范围|建设者|有限责任)")
_REACH = 40
LONGEST_COMPOUND = 9
"""A phrase of half as many characters is taken as it stands; in a longer one its last noun phrase is looked for."""
OFFICE = "办公室"
_TO_THE_OFFICE = (DocumentKind.SPEECH, DocumentKind.NOTICE)
"""What speaks to office people, so that an ability that is named there is theirs."""
# Names of four characters in a row that share one 能力.
_LISTED = re.compile(
    "(?:[\u4e00-\u9fff]{4}、)+[\u4e00-\u9fff]{4}(?:(?:和|与|及|以及)[\u4e00-\u9fff]{4})?等?$|[\u4e00-\u9fff]{4}(?:和|与|及|以及)[\u4e00-\u9fff]{4}等$"
)
_PRAISED = re.compile(
    "(?:和水平|水平|素质)?(?:都|也|普遍|总体|整体|比较|相当|非常|已经?|正在)*(?:很|较|比较|相当|非常)?(?:强|高|好)(?!的|不|于)|[^，；]{0,4}(?:有了|得到|取得|有所|明显|显著|大幅)"
)
_OR_ELSE = re.compile("就|便|难以|很难|不可能|无法|不行|不成|是不")
_RUN = re.compile(r"[\u4e00-\u9fff、]*$")
_LABEL = re.compile("^[一二三四五六七八九十]+(?:、|是|要)")
_COUNTED = re.compile("[一二三四五六七八九十几两多各这那某此何\\d](?:种|项|大|个|方面|类|门|份|些)?$")


def find_abilities(context: Context) -> tuple[Ability, ...]:
    """Every mention of an ability that is asked for, given or raised, with the roles and duties named beside it."""
    return tuple(ability for section, sentence in _sentences(context) for ability in _in(context, section, sentence))


@cache
def _words() -> dict[str, Any]:
    data: dict[str, Any] = load_data("abilities")
    return data


@cache
def _one_of(*names: str) -> str:
    """A pattern for any word of these lists."""
    return one_of([word for name in names for word in _words()[name]])


def _sentences(context: Context) -> Iterator[tuple[Section | None, Span]]:
    for passage in context.passages:
        if "能力" in passage.span.of(context.text):
            section = None if passage.section is None else context.sections[passage.section]
            for sentence in sentences(context.text, passage.span):
                yield section, sentence


def _in(context: Context, section: Section | None, sentence: Span) -> Iterator[Ability]:
    text = context.text
    words = sentence.of(text)
    wanted = re.search(_one_of("wanted"), words)
    cue = wanted[0] if wanted else "标题" if section and sentence.start < section.span.end else ""
    if not cue and context.kind not in _TO_THE_OFFICE:
        return
    if context.kind is DocumentKind.REGULATION and not re.search(_one_of("people"), words):
        return
    roles, duties = _roles(context, section, words), _Duties(context, section, words)
    for match in _ABILITY.finditer(text, sentence.start, sentence.end):
        start = _start(context, sentence, match)
        if start is None or _deplored(text, sentence, Span(start, match.end()), asked=bool(wanted)):
            continue
        for span in _coordinated(text, Span(start, match.end())):
            name = _name(span.of(text))
            yield Ability(
                span=span,
                finder=FINDER,
                cue=cue or "能力",
                name=name,
                roles=roles,
                duties=duties.calling_for(name),
            )


def _start(context: Context, sentence: Span, match: re.Match[str]) -> int | None:
    """Where the name of the ability before this 能力 begins; None where there is no name."""
    text = context.text
    floor = max(sentence.start, match.start() - _REACH)
    run = _RUN.search(text, floor, match.start())
    phrase = run[0] if run else ""
    phrase = _LABEL.sub("", phrase).rsplit("能力", 1)[-1]
    phrase = re.split(_one_of("raising"), phrase)[-1]
    if not match["of"]:
        # 较强的行政能力: what an ability is stands behind the last 的, and one name of a list is one ability.
        phrase = _bare(phrase.rsplit("的", 1)[-1])
        phrase = phrase if _LISTED.fullmatch(phrase) else _last_of_list(phrase)
    phrase = re.split(f"(?:{_one_of('joined')})(?:[和与及、]|以及)", phrase)[-1].lstrip("、")
    phrase = _without_people(_bare(re.split(_one_of("whose"), phrase)[-1]), context.lexicon)
    if not match["of"] and not _LISTED.fullmatch(phrase):
        phrase = _compound(phrase)
    phrase = _bare(phrase)
    if not 2 <= len(phrase) <= LONGEST_NAME or _COUNTED.search(phrase) or re.search(_one_of("not_of_people"), phrase):
        return None
    return None if _is_role(phrase, context.lexicon) else match.start() - len(phrase)


def _last_of_list(phrase: str) -> str:
    """The last of a list, with those before it only where all are as short: 综合、平衡、协调, but not 素质高、文字."""
    *before, last = phrase.split("、")
    length = len(re.split("[和与及]", last)[0])
    kept = [last]
    for item in reversed(before):
        if len(item) != length or length > 2:
            break
        kept.insert(0, item)
    return "、".join(kept)


def _bare(phrase: str) -> str:
    """The phrase without words of measure at its start; one of one character only where it is a word of its own."""
    while phrase:
        stripped = re.sub(f"^(?:{_one_of('measure')}|、)+", "", phrase)
        if stripped and stripped[0] in _words()["particles"] and cut(stripped)[0] == stripped[0]:
            stripped = stripped[1:]
        if stripped == phrase:
            break
        phrase = stripped
    return phrase


def _compound(phrase: str) -> str:
    """The noun phrase that a phrase ends with: 新任务对业务 is 业务."""
    if len(phrase) <= LONGEST_COMPOUND // 2:
        return phrase
    kept = ""
    for word, kind in reversed(tag(phrase)):
        if kind in ("r", "p", "uj", "ul", "y") or word in _words()["breaks"]:
            break
        kept = word + kept
    return kept


def _coordinated(text: str, span: Span) -> Iterator[Span]:
    """The abilities that share one 能力: 调查研究、文字综合、组织协调等能力 are three."""
    words = span.of(text)
    if not _LISTED.fullmatch(words.removesuffix("能力")) or words.endswith("的能力"):
        yield span
        return
    items = list(re.finditer(r"[\u4e00-\u9fff]{4}(?=[、和与及等]|以及|能力)", words))
    for item in items[:-1]:
        yield Span(span.start + item.start(), span.start + item.end())
    yield Span(span.start + items[-1].start(), span.end)


def _is_role(phrase: str, lexicon: Lexicon) -> bool:
    """Whether the phrase only says whose ability it is: 办公室能力建设."""
    return any(phrase in role.words for role in lexicon.roles.values())


def _without_people(phrase: str, lexicon: Lexicon) -> str:
    """The phrase without the persons it begins with (值班员工作 is 工作), where something is left."""
    for role in lexicon.roles.values():
        for word in role.words if role.kind == "person" or role.name == OFFICE else ():
            if phrase.startswith(word) and len(phrase) >= len(word) + 2:
                return phrase[len(word) :]
    return phrase


def _name(printed: str) -> str:
    """The canonical name: 自觉学习的能力 is 自觉学习能力."""
    return printed.removesuffix("能力").removesuffix("等").removesuffix("的") + "能力"


def _deplored(text: str, sentence: Span, ability: Span, *, asked: bool) -> bool:
    """Whether the sentence deplores the lack of the ability or praises it, and so asks for nothing."""
    after = text[ability.end : min(sentence.end, ability.end + 16)]
    before = text[max(sentence.start, ability.start - 12) : ability.start]
    if re.match(rf"[^，；]{{0,4}}(?:{_one_of('deficient')})", after):
        return True
    if not asked and re.match(_PRAISED, after):
        return True
    if re.search(rf"(?:{_one_of('described')})[^，；]*$", text[sentence.start : ability.start]):
        return True
    if not re.search(rf"(?:{_one_of('lacking')})[^，]{{0,8}}$", before):
        return False
    # 没有…能力，就干不好: who lacks it cannot do the work, so that it is asked for.
    return _OR_ELSE.search(text, ability.end, sentence.end) is None


def _roles(context: Context, section: Section | None, words: str) -> tuple[str, ...]:
    """Who needs it: the roles of the sentence, else of the heading, else the audience of a speech."""
    named = roles_in(words, context.lexicon)
    if not named and section:
        named = roles_in(section.title, context.lexicon)
    return named or ((AUDIENCE,) if context.kind is DocumentKind.SPEECH and AUDIENCE in context.lexicon.roles else ())


class _Duties:
    """The duties named around the abilities of one sentence."""

    def __init__(self, context: Context, section: Section | None, words: str) -> None:
        self._lexicon = context.lexicon
        # One duty in the sentence or heading is what the ability is for; of several, nobody can say which.
        around = (duties_in(words, context.lexicon), duties_in(section.title, context.lexicon) if section else ())
        self._around = next((duties for duties in around if len(duties) == 1), ())

    def calling_for(self, ability: str) -> tuple[str, ...]:
        """What calls for an ability: the duties in its own words, else the one of the sentence, else of the heading."""
        return duties_in(ability, self._lexicon) or self._around
