"""A whole question understood: what it wants to know, and what is left of it when the asking is taken out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from search_api.analysis.quantities import find_quantities
from search_api.analysis.tokens import normalise
from search_api.lexicon import load_data
from search_api.query.misprints import is_word
from search_api.query.understanding import LONGEST, Concept, Understood, Way, telling, understand
from search_api.query.vocabulary import Vocabulary, everyday
from search_api.results import Intent

LONGEST_TOPIC = 60
_TOPIC_WORDS = 6
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_QUOTED = re.compile(r'["“「『]([^"“”「」『』]{1,60})["”」』]')
_ASKS = re.compile("[谁哪什何几]")
_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_LOOSE = re.compile(
    "^[要会能内来人得应该去都又在有就再往不没未那这哪每前当由给把让跟和最]|[要会能内来人得了去着过的上下里该]$|^..时$"
)
_FAINT = 0.3
_EVERYDAY = 0.6
"""What the word of papers weighs against the everyday one."""
_LEAST = 0.4
_BEFORE = 0.5


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `understood` is its matter as search understands it, with the intents of the whole question."""

    text: str
    """In normal form."""
    matter: str
    """Without the words that ask."""
    understood: Understood
    intents: tuple[Intent, ...]
    is_opinion: bool
    goes_on: bool
    """Whether it goes on with the topic before it."""
    before: str
    """The topic before it."""
    quantities: tuple[str, ...]
    """Tokens of the quantities that it names itself."""
    years: tuple[int, ...]
    is_cut: bool = False
    """Whether it was too long to be looked at to its end."""

    @property
    def intent(self) -> Intent:
        """What it wants to know first of all."""
        return self.intents[0]

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """What it is about; what it asks only where it names nothing else."""
        named = tuple(c for c in self.understood.concepts if not c.intent)
        return named or self.understood.concepts

    @property
    def topic(self) -> str:
        """What the next question may go on with: what is asked about, and how it is asked where that is not plain.

        Questions that go on with a topic leave it as it is: after 那逾期呢？ one may ask 普通的呢？.
        """
        if self.goes_on:
            return self.before
        words = [concept.text for concept in telling(self.concepts)]
        return " ".join((*words[:_TOPIC_WORDS], *_again(self.intent)))[:LONGEST_TOPIC]

    @property
    def phrases(self) -> tuple[str, ...]:
        """What it has in quotation marks."""
        return tuple(match[1] for match in _QUOTED.finditer(self.text))


def read_question(question: str, vocabulary: Vocabulary, topic: str = "", *, is_part: bool = False) -> Question:
    """What `question` asks where `vocabulary` is known, and `topic` was spoken of before.

    Of a question that asks several things, what `is_part` goes on with the others' topic whatever else it names.
    """
    text = " ".join(normalise(question[:LONGEST]).text.split())
    own = matter = _matter(text)
    goes_on = bool(topic) and (is_part or _goes_on(text, matter, vocabulary))
    if goes_on:
        matter = f"{_matter(normalise(topic).text)} {matter}".strip()
    intents = tuple(_intents(text)) or (Intent.TOPIC,)
    if goes_on and intents[0] in (Intent.DUTY, Intent.TOPIC):
        intents = tuple(dict.fromkeys((*_intents(normalise(topic).text), *intents)))
    understood = _sorted_out(understand(matter or text, vocabulary), vocabulary)
    if goes_on:
        understood = replace(understood, concepts=tuple(_behind(c, own) for c in understood.concepts))
    # What the whole question asks counts, not what is left of it.
    understood = replace(understood, intents=intents)
    return Question(
        text,
        matter or text,
        understood,
        intents,
        is_opinion=_pattern("opinion").search(text) is not None,
        goes_on=goes_on,
        before=topic,
        quantities=tuple(dict.fromkeys(quantity.token for quantity in find_quantities(matter))),
        years=tuple(dict.fromkeys(int(match[1]) for match in _YEAR.finditer(text))),
        is_cut=len(question) > LONGEST,
    )


def _goes_on(text: str, matter: str, vocabulary: Vocabulary) -> bool:
    """Whether a question says too little by itself: it points back, or names hardly anything."""
    if _pattern("follow").search(text) or _pattern("follow_end").search(text):
        return True
    return not any(c.is_telling and not c.intent for c in understand(matter, vocabulary).concepts)


def _matter(text: str) -> str:
    """The question without the words that only ask; what stands in quotation marks is left whole."""
    parts, at = [], 0
    for match in _QUOTED.finditer(text):
        parts += [_asking().sub(" ", text[at : match.start()]), match[0]]
        at = match.end()
    left = "".join([*parts, _asking().sub(" ", text[at:])])
    left = re.sub("[?!？！]", " ", left)
    return " ".join(left.split()) if _HANZI.search(left) or re.search("[0-9a-z]", left) else ""


def _intents(text: str) -> Iterator[Intent]:
    """All intents, those that are asked outright first; of the others only such as the question names."""
    asked = list(asked_outright(text))
    named = [intent for intent, cues in _table().items() if cues[1].search(text)]
    # 有哪些 asks of any matter, so that what else is named says more: 值班的禁令有哪些.
    if asked == [Intent.DUTY] and named and named[0] is not Intent.DUTY and not _pattern("outright").search(text):
        asked = [named[0], Intent.DUTY]
    yield from dict.fromkeys([*asked, *named])


def asked_outright(text: str) -> Iterator[Intent]:
    """What a text asks for in so many words; what stands in quotation marks is spoken of and asks nothing."""
    own = _QUOTED.sub(lambda match: _ASKS.sub("某", match[0]), text)
    return (intent for intent, cues in _table().items() if cues[0].search(own))


def _behind(concept: Concept, own: str) -> Concept:
    """What the topic alone says weighs less than what the question itself says."""
    return concept if concept.text in own else replace(concept, weight=_BEFORE * concept.weight)


def _sorted_out(understood: Understood, vocabulary: Vocabulary) -> Understood:
    """The same with the words that papers have for everyday ones, and what segmentation made up (要配) of no weight.

    A phrase of words that tell nothing each (不该说的不说) tells as it stands.
    """
    concepts = [_sorted(c, vocabulary) for c in understood.concepts]
    untold = [phrase for phrase in understood.phrases if not any(c.is_telling and c.text in phrase for c in concepts)]
    return replace(understood, concepts=(*concepts, *map(_as_it_stands, untold)))


def _as_it_stands(phrase: str) -> Concept:
    return Concept((Way(phrase),), (), 1.0, None)


def _sorted(concept: Concept, vocabulary: Vocabulary) -> Concept:
    others = everyday().get(concept.text, ())
    if others:
        typed, *known = concept.ways
        ways = (
            typed,
            *(way for way in known if way.text not in others),
            *(Way(o, _EVERYDAY, same=True) for o in others),
        )
        return replace(concept, ways=ways, weight=max(concept.weight, _LEAST))
    if _is_made_up(concept, vocabulary):
        return replace(concept, weight=_FAINT * concept.weight, is_telling=False)
    return concept


def _is_made_up(concept: Concept, vocabulary: Vocabulary) -> bool:
    text = concept.text
    known = text in vocabulary.known or concept.name or any(way.same for way in concept.ways)
    return not known and not is_word(text, vocabulary) and len(text) <= 3 and _LOOSE.search(text) is not None


@cache
def _table() -> Mapping[Intent, tuple[re.Pattern[str], re.Pattern[str]]]:
    listed: dict[str, dict[str, str]] = load_data("questions")["intents"]
    return {Intent(name): (_any(cues["asked"]), _any(cues["named"])) for name, cues in listed.items()}


@cache
def _asking() -> re.Pattern[str]:
    return _pattern("asking")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return _any(load_data("questions")[name])


def _any(cues: str) -> re.Pattern[str]:
    """A pattern of any of the cues; of none, one that is found nowhere."""
    return re.compile("|".join(cues.split()) or "(?!)")


def _again(intent: Intent) -> tuple[str, ...]:
    """The word that asks the same once more."""
    word = load_data("questions")["again"].get(intent.value)
    return (word,) if word else ()


def names_of(words: str) -> tuple[str, ...]:
    """The words of a list in the data."""
    return tuple(load_data("questions")[words].split())
