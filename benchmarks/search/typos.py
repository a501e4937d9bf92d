"""How well what is typed wrongly is mended: part of `python -m benchmarks.search.run`.

Terms of the lexicon and words of the collection are spoiled in the ways people spoil them, by a seeded generator, and
typed alone or beside another word. What is typed rightly must stay: phrases of the texts, and common words of the
language that the collection lacks.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pypinyin import lazy_pinyin

from benchmarks.search.speed import Line, _phrases
from ingest.frequency import word_counts
from ingest.script import common_rank, is_hanzi, simplified_forms
from ingest.usage import look_alikes
from search_api.query.understanding import Understood, understand
from search_api.query.vocabulary import Vocabulary

EACH = 25
"""Misprints of each kind."""
RIGHT = 500
"""Phrases and words that are right."""
_BESIDE = "要求"
_COMMON_WORD = 300
_COMMONEST = 2_500
_TOLD = 3


@dataclass(frozen=True, slots=True)
class Misprint:
    """What is typed, and what was meant."""

    kind: str
    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Mended:
    """How misprints of one kind fared: mended to what was meant, taken as it too, left, or made something else."""

    right: int
    beside: int
    left: int
    wrong: int
    failed: tuple[Misprint, ...]


def misprints(vocabulary: Vocabulary, *, each: int = EACH, seed: int = 6) -> Iterator[Misprint]:
    """The same misprints for the same words, half of them beside another word; none is a word that is known."""
    chosen = random.Random(seed)
    terms = _terms(vocabulary)
    for kind, spoil in _KINDS.items():
        made: set[str] = set()
        for _ in range(each * 200):
            if len(made) == each:
                break
            term = chosen.choice(terms)
            typed = spoil(term, chosen)
            if typed is None or typed in made or typed == term or typed in vocabulary.known:
                continue
            beside = _BESIDE if len(made) % 2 and is_hanzi(typed[0]) else ""
            made.add(typed)
            yield Misprint(kind, typed + beside, term + beside)


def mended(made: Sequence[Misprint], vocabulary: Vocabulary) -> Mapping[str, Mended]:
    """How the misprints of each kind fare."""
    kinds: dict[str, list[Misprint]] = defaultdict(list)
    for one in made:
        kinds[one.kind].append(one)
    found = {}
    for kind, ones in kinds.items():
        fates = [(one, _fate(one, understand(one.typed, vocabulary))) for one in ones]
        counts = {fate: sum(one == fate for _, one in fates) for fate in ("right", "beside", "left", "wrong")}
        found[kind] = Mended(**counts, failed=tuple(one for one, fate in fates if fate in ("left", "wrong")))
    return found


def changed(texts: Sequence[str], vocabulary: Vocabulary) -> Sequence[tuple[str, str]]:
    """Those of the texts that are made something else, with what."""
    read = [(text, understand(text, vocabulary)) for text in texts]
    return [(text, one.text) for text, one in read if one.mended]


def report(vocabulary: Vocabulary, lines: Sequence[str]) -> None:
    """Prints how misprints fare by kind, and what of right words is changed."""
    print(f"{'mended':>8}{'beside':>8}{'left':>8}{'wrong':>8}  misprints")
    fared = mended(list(misprints(vocabulary)), vocabulary)
    rows = {kind: (one.right, one.beside, one.left, one.wrong) for kind, one in fared.items()}
    for kind, row in {**rows, "all": tuple(map(sum, zip(*rows.values(), strict=True)))}.items():
        told = ", ".join(f"{one.typed} ({one.meant})" for one in fared[kind].failed[:_TOLD]) if kind in fared else ""
        print("".join(f"{count:8}" for count in row), f" {kind}  {told}")
    for name, texts in (("phrases of the texts", phrases(lines)), ("words it lacks", lacking(vocabulary))):
        found = changed(texts, vocabulary)
        told = ", ".join(f"{text} → {made}" for text, made in found[:_TOLD])
        print(f"{len(found):8} of {len(texts)} right {name} changed  {told}")


def phrases(lines: Sequence[str]) -> Sequence[str]:
    """Runs of words as the texts have them."""
    return _phrases([Line(line, "", "", "") for line in lines], RIGHT, seed=5)


def lacking(vocabulary: Vocabulary) -> Sequence[str]:
    """Common words of the language that neither the collection nor the lexicon has."""
    counts = word_counts()
    words = sorted(w for w, n in counts.items() if n >= _COMMON_WORD and 1 < len(w) < 5 and all(map(is_hanzi, w)))
    return random.Random(5).sample([word for word in words if word not in vocabulary.known], RIGHT)


def _fate(one: Misprint, understood: Understood) -> str:
    if understood.text == one.meant:
        return "right"
    meant = one.meant.removesuffix(_BESIDE)
    if not understood.mended and any(way.text == meant for concept in understood.concepts for way in concept.ways):
        return "beside"
    return "wrong" if understood.mended else "left"


def _terms(vocabulary: Vocabulary) -> Sequence[str]:
    """Names of the lexicon and words that several passages have."""
    words = {*vocabulary.names, *(word for word, held in vocabulary.words.items() if held >= _TOLD)}
    return sorted(word for word in words if 1 < len(word) <= 6 and all(map(is_hanzi, word)))


@cache
def _alike() -> Mapping[str, str]:
    """The common characters of each syllable."""
    found: defaultdict[str, str] = defaultdict(str)
    simplified = set(map(chr, simplified_forms()))
    for char in list(common_rank())[:_COMMONEST]:
        if char not in simplified:
            found[lazy_pinyin(char)[0]] += char
    return found


def _replaced(term: str, chosen: random.Random, instead: Callable[[str, str], str]) -> str | None:
    at = chosen.randrange(len(term))
    others = [char for char in instead(term[at], lazy_pinyin(term)[at]) if char != term[at]]
    return term[:at] + chosen.choice(others) + term[at + 1 :] if others else None


def _homophone(term: str, chosen: random.Random) -> str | None:
    return _replaced(term, chosen, lambda _, syllable: _alike().get(syllable, ""))


def _shape(term: str, chosen: random.Random) -> str | None:
    return _replaced(term, chosen, lambda char, _: look_alikes().get(char, "")[:3])


def _pinyin(term: str, chosen: random.Random) -> str | None:
    return chosen.choice(["", " "]).join(lazy_pinyin(term))


def _traditional(term: str, _: random.Random) -> str | None:
    """In traditional characters."""
    back = {chr(simple): chr(other) for other, simple in simplified_forms().items()}
    written = "".join(back.get(char, char) for char in term)
    return written if written != term else None


def _missing(term: str, chosen: random.Random) -> str | None:
    """One character short; of three, what is left may be another word."""
    at = chosen.randrange(len(term))
    return term[:at] + term[at + 1 :] if len(term) > 3 else None


def _extra(term: str, chosen: random.Random) -> str | None:
    """A character typed twice, or one that slipped in."""
    at = chosen.randrange(1, len(term) + 1)
    slipped = chosen.choice([term[at - 1], chosen.choice("的一了是不在人有我他")])
    return term[:at] + slipped + term[at:] if len(term) > 2 else None


_KINDS: Mapping[str, Callable[[str, random.Random], str | None]] = {
    "homophones": _homophone,
    "shapes": _shape,
    "pinyin": _pinyin,
    "traditional": _traditional,
    "missing": _missing,
    "extra": _extra,
}
