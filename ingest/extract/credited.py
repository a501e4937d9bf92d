"""Who is credited: persons with or without their posts, office-holders, meetings and bodies."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.extract.clauses import one_of
from ingest.lexicon import load_data
from ingest.words import tag

_SAYS = re.compile(
    "(?P<name>[\u4e00-\u9fff]{2,5})(?=(?:先生|同志)?(?:曾经|曾|早就)?(?:说过|讲过|说|曰|云|写道|有句?名言)[，,：:“])"
)
_GATHERINGS = "会议|全会|大会|常务会|常委会|座谈会|工作会|动员会|党代会|经济工作会议"


@dataclass(frozen=True, slots=True)
class Credited:
    """Somebody who may be quoted: `name` without the post, and the stretch that names them with it."""

    name: str
    start: int
    end: int
    personal: bool
    """Whether it is a person or office-holder, not a meeting or body."""
    leader: bool
    """Whether it is somebody whom everybody quotes."""


def find_credited(text: str, start: int, end: int) -> Iterator[Credited]:
    """Whoever could be credited between two offsets, in text order."""
    while match := _who().search(text, start, end):
        kind = match.lastgroup or ""
        name, start = match[kind], max(match.end(), match.start() + 1)
        if kind in ("holder", "person") and not _is_name(name):
            start = match.start() + 1
            continue
        yield Credited(
            name=attribution_words()["called"].get(name, name),
            start=match.start(),
            end=match.end(),
            personal=kind not in ("meeting", "body"),
            leader=kind in ("leader", "called"),
        )


def find_speakers(text: str, start: int, end: int) -> Iterator[Credited]:
    """Persons whom the dictionary knows by name, right before 说, 曰 or 讲过 and a comma or quotation mark."""
    for match in _SAYS.finditer(text, start, end):
        for begin in range(match.start("name"), match.end("name") - 1):
            name = text[begin : match.end("name")]
            tagged = tag(name)
            if len(tagged) == 1 and tagged[0][1].startswith("nr"):
                yield Credited(name, begin, match.end("name"), personal=True, leader=True)
                break


@cache
def attribution_words() -> Mapping[str, Any]:
    """The word lists of `attributions.yaml`."""
    data: dict[str, Any] = load_data("attributions")
    return data


def any_of(name: str) -> str:
    """A pattern for any word of one list."""
    return one_of(list(attribution_words()[name]))


def _is_name(name: str) -> bool:
    """Whether two or three characters behind a surname are a name: 常务 of 常务副市长 is a word."""
    if name.startswith(tuple(attribution_words()["not_names"])) or name[-1] in "副正原前":
        return False
    tagged = tag(name)
    is_word = len(tagged) == 1 and not tagged[0][1].startswith(("nr", "x"))
    return not is_word or (tagged[0][1] == "n" and len(name) > 2)  # the dictionary calls unknown words n


@cache
def _who() -> re.Pattern[str]:
    """A pattern for who is credited; the named group that matched last says of what kind they are."""
    bodies, titles, verbs, adverbs = (any_of(name) for name in ("bodies", "titles", "verbs", "adverbs"))
    surname, placeholder = attribution_words()["surnames"], re.escape(attribution_words()["placeholders"])
    name = rf"[{surname}{placeholder}][\u4e00-\u9fff{placeholder}]{{1,2}}"
    # A body or meeting is credited only where the verb follows it; 市政府办公室工作的明确要求 credits nobody.
    acts = rf"(?= (?: {adverbs}|[0-9《，] ) | (?:{verbs}) )"
    return re.compile(
        rf"""
        (?P<called> {any_of("called")} )
        | (?P<leader> {any_of("leaders")} ) (?: {titles} )*
            (?! 思想|理论|主义|新时代|重要思想|精神|式的|全集|选集|文选|文集|著作 )
        | (?: {any_of("offices")} | (?:{bodies}) [\u4e00-\u9fff、]{{0,12}}? (?:{titles}) )
            (?P<holder> {name}? ) (?: 同志 | (?= (?:{adverbs}) | (?:{verbs}) ) )
        | (?P<office> {any_of("offices")} | (?: [{surname}] | [{placeholder}]{{1,3}} ) (?: {titles} ) )
        | (?P<person> {name} ) (?: {titles} )
        | (?P<meeting> (?:党的)? (?: 二十|十[一二三四五六七八九] ) (?: 大 | 届[一二三四五六七]中全会 )
            | (?: 中央|全国|全省|全市|全县|全区|全州|{bodies} )
              (?: (?![向在对由经]) [\u4e00-\u9fff] ){{0,14}}? (?: {_GATHERINGS} )
          ) (?: 的?(?:{any_of("papers")}) )? {acts}
        | (?P<body> (?:{bodies}) (?: [、和] (?:{bodies}) ){{0,3}} ) {acts}
        """,
        re.VERBOSE,
    )
