"""What an index keeps of a passage for those who rank and fold hits, so that they need not ask the store for each."""

import hashlib
from dataclasses import dataclass
from itertools import accumulate

from ingest.words import cut
from search_api.analysis.tokens import simplify
from search_api.index.fields import Entry, FacetField

_PARTING = "\x1e"
_DAY = 2**40
"""`Entry.recency` has its day above so much, see `entries`."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage in normal form, with the title and the headings that it stands under."""

    text: str
    edges: str
    """Where words begin and end in `text`: a number in hexadecimal digits, bit n for the place before character n."""
    context: str
    """Title and headings, line by line, in normal form."""
    context_edges: str
    kind: str
    hard: str
    """A letter for each sort of hard rule in it, see `Entry.hard`."""
    has_rules: bool
    wording: str
    """The same for passages of the same words, whatever their marks and blanks."""
    recency: int

    @classmethod
    def of(cls, entry: Entry) -> "Shown":
        """What is kept of an entry."""
        text, context = (simplify(given).replace(_PARTING, " ") for given in (entry.text, entry.context))
        [kind] = entry.facets.get(FacetField.KIND, ("",))[:1]
        return cls(
            text,
            edges(text),
            context,
            edges(context),
            kind,
            entry.hard,
            bool(entry.rules),
            wording(text),
            entry.recency,
        )

    @property
    def title(self) -> str:
        """The document's title."""
        return self.context.partition("\n")[0]

    @property
    def day(self) -> int:
        """The document's day as a number that grows, 0 where it is not dated."""
        return self.recency // _DAY

    def packed(self) -> str:
        """As one string, for an index to keep."""
        rules = "r" if self.has_rules else ""
        parts = (self.text, self.edges, self.context, self.context_edges, self.kind, self.hard, rules, self.wording)
        return _PARTING.join((*parts, str(self.recency)))


def unpacked(kept: str) -> Shown:
    """What `Shown.packed` made."""
    text, edged, context, context_edged, kind, hard, rules, said, recency = kept.split(_PARTING)
    return Shown(text, edged, context, context_edged, kind, hard, bool(rules), said, int(recency))


def wording(text: str) -> str:
    """What is the same for texts (in normal form) of the same words."""
    words = "".join(char for char in text if char.isalnum())
    return hashlib.blake2s(words.encode(), digest_size=8).hexdigest()


def edges(text: str) -> str:
    """The places in a text (in normal form) where words begin and end."""
    places = 0
    for place in accumulate(map(len, cut(text)), initial=0):
        places |= 1 << place
    return f"{places:x}"
