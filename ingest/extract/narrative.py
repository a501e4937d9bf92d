"""Texts that only tell (news, letters, novels): their 必须 and 不能 say how things were and bind nobody.

Head or title say what is a speech, a notice or a regulation. Of any other text its own rules are the evidence: one that
instructs names somebody whom rules bind, or speaks of duties in every second breath.
"""

from collections.abc import Sequence

from ingest.extract.bearers import canonical
from ingest.extract.bearing import OWN
from ingest.extract.governed import WORD
from ingest.model import Rule

_SEVERAL = 2
_DENSE = 3
"""In a text that instructs and names nobody, one sentence in so many is a rule."""


def only_tells(rules: Sequence[Rule], sentences: int) -> bool:
    """Whether a text of so many sentences, neither speech nor notice nor regulation, instructs nobody."""
    named = [name for rule in rules if rule.bearers_by in OWN for name in rule.bearers]
    if len(named) >= _SEVERAL or any(canonical(name) for name in named):
        return False
    dutiful = sum(rule.duties_by == WORD for rule in rules)
    return 2 * dutiful <= len(rules) or _DENSE * len(rules) < sentences
