"""What two simple extractors find, to compare with: cue words alone, and every sentence with 要, 必须 or 不得."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Annotation = dict[str, Any]

_SENTENCE = re.compile("[^。；！？;!?\n]+")
_THREE = re.compile("必须|不得|要")
_HEADING = re.compile(
    r"^[ \u3000\t]*(?P<label>第[一二三四五六七八九十百零]+[章节条]|[一二三四五六七八九十]+(?=、)"
    r"|（[一二三四五六七八九十]+）)"
    r"[、，\s]*(?P<title>[^。\n]{0,40})",
    re.MULTILINE,
)
_ABILITY = re.compile("[\u4e00-\u9fff]{2,6}能力")
_FORMULA = re.compile("[“]([一二三四五六七八九十两](?:个|种|大|项)?[\u4e00-\u9fff]{1,4})[”]")
_MODALITIES = ("prohibition", "permission", "recommendation", "obligation")
_HARD = re.compile("必须|严禁|不得|不准|禁止|一律|务必")


def by_cues(text: str, file: str) -> Annotation:
    """What the cue words of the lexicon find with no look at anything around them."""
    return _empty(file) | {
        "headings": [
            {"start": m.start("label"), "end": m.end(), "label": m["label"], "title": m["title"], "level": _level(m)}
            for m in _HEADING.finditer(text)
        ],
        "rules": list(_rules(text, _modality_of_cue)),
        "abilities": _firsts(_ABILITY, text),
        "formulas": _firsts(_FORMULA, text),
    }


def by_three_words(text: str, file: str) -> Annotation:
    """A rule of every sentence with 要, 必须 or 不得."""
    return _empty(file) | {"rules": list(_rules(text, _modality_of_three))}


BASELINES: Mapping[str, Callable[[str, str], Annotation]] = {"要/必须/不得": by_three_words, "cue words": by_cues}


def _empty(file: str) -> Annotation:
    keys = ("headings", "rules", "abilities", "formulas", "attributions", "noise")
    return {"file": file, "document": {"date": {"earliest": None, "latest": None}}} | {key: [] for key in keys}


def _level(heading: re.Match[str]) -> int:
    """Chapters and 一、 are outermost, all else is under them."""
    return 1 if re.fullmatch("第.+章|[一二三四五六七八九十]+", heading["label"]) else 2


def _rules(text: str, modality_of: Callable[[str], str | None]) -> Iterator[Annotation]:
    for match in _SENTENCE.finditer(text):
        modality = modality_of(match[0])
        if modality:
            yield {
                "start": match.start(),
                "end": match.end(),
                "modality": modality,
                "force": "hard" if _HARD.search(match[0]) else "soft",
                "bearers": [],
                "duties": [],
                "deadline": None,
                "sanction": None,
            }


def _modality_of_three(sentence: str) -> str | None:
    cue = _THREE.search(sentence)
    return None if cue is None else "prohibition" if cue[0] == "不得" else "obligation"


def _modality_of_cue(sentence: str) -> str | None:
    cues = load_cues()
    return next((name for name in _MODALITIES if cues[name].search(sentence)), None)


def load_cues() -> Mapping[str, re.Pattern[str]]:
    """A pattern of the plainest cue words of each modality."""
    return {
        "prohibition": re.compile("严禁|不得|不准|禁止|不许|绝不|杜绝"),
        "permission": re.compile("可以|允许|有权"),
        "recommendation": re.compile("希望|建议|提倡|鼓励|力争"),
        "obligation": re.compile("必须|应当|务必|一律|应该|坚持|做到|确保|要"),
    }


def _firsts(pattern: re.Pattern[str], text: str) -> list[Annotation]:
    """The first match of each name."""
    first: dict[str, Annotation] = {}
    for match in pattern.finditer(text):
        group = 1 if pattern.groups else 0
        first.setdefault(match[group], {"start": match.start(group), "end": match.end(group), "name": match[group]})
    return list(first.values())
