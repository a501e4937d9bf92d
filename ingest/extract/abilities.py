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

FINDER = "find_abilities"
LONGEST_NAME = 20
AUDIENCE = "办公室工作人员"
"""Whom a speech about office work speaks to where it names nobody."""
_ABILITY = re.compile(r"(?P<of>的)?能力(?!范围|建设者)")
_REACH = 40
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
    in_heading = section is not None and sentence.start < section.span.end
    wanted = re.search(_one_of("wanted"), words)
    if not wanted and not in_heading:
        return
    if context.kind is DocumentKind.REGULATION and not re.search(_one_of("people"), words):
        return
    roles, duties = _roles(context, section, words), _Duties(context, section, words)
    for match in _ABILITY.finditer(text, sentence.start, sentence.end):
        start = _start(context, sentence, match)
        if start is None or _deplored(text, sentence, Span(start, match.end())):
            continue
        span = Span(start, match.end())
        yield Ability(
            span=span,
            finder=FINDER,
            cue=wanted[0] if wanted else "标题",
            name=_name(span.of(text)),
            roles=roles,
            duties=duties.calling_for(span.of(text)),
        )


def _start(context: Context, sentence: Span, match: re.Match[str]) -> int | None:
    """Where the name of the ability before this 能力 begins; None where there is no name."""
    text = context.text
    floor = max(sentence.start, match.start() - _REACH)
    run = _RUN.search(text, floor, match.start())
    phrase = run[0] if run else ""
    phrase = _LABEL.sub("", phrase).rsplit("能力", 1)[-1]
    if not match["of"]:
        # 较强的行政能力: what an ability is stands behind the last 的, and one name of a list is one ability.
        phrase = re.split(r"的|、(?=[\u4e00-\u9fff]{3})", phrase)[-1]
    phrase = re.split(_one_of("raising"), phrase)[-1]
    phrase = re.split(f"(?:{_one_of('joined')})(?:[和与及、]|以及)", phrase)[-1].lstrip("、")
    phrase = re.sub(f"^(?:{_one_of('measure')}|、)+", "", _without_people(phrase, context.lexicon))
    if not 2 <= len(phrase) <= LONGEST_NAME or _COUNTED.search(phrase) or re.search(_one_of("not_of_people"), phrase):
        return None
    return match.start() - len(phrase)


def _without_people(phrase: str, lexicon: Lexicon) -> str:
    """The phrase without the persons it begins with (值班员工作 is 工作), where something is left."""
    for role in lexicon.roles.values():
        for word in role.words if role.kind == "person" else ():
            if phrase.startswith(word) and len(phrase) >= len(word) + 2:
                return phrase[len(word) :]
    return phrase


def _name(printed: str) -> str:
    """The canonical name: 自觉学习的能力 is 自觉学习能力."""
    return printed.removesuffix("能力").removesuffix("的") + "能力"


def _deplored(text: str, sentence: Span, ability: Span) -> bool:
    """Whether the sentence deplores the lack of the ability or praises it, and so asks for nothing."""
    after = text[ability.end : min(sentence.end, ability.end + 12)]
    before = text[max(sentence.start, ability.start - 12) : ability.start]
    return bool(re.match(rf"[^，；]{{0,4}}(?:{_one_of('deficient')})", after)) or bool(
        re.search(rf"(?:{_one_of('lacking')})[^，]{{0,8}}$", before)
    )


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
