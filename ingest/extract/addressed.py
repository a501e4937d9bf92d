"""Who is asked, or spoken to as whoever is on duty: names that stand after a verb or inside a phrase."""

import re

from ingest.extract.bearers import subject

_URGE = "希望|请|要求|号召|建议|鼓励|提倡|恳请|允许|准许"
_TO = re.compile(f"(?:{_URGE})(?:[、和与并]?(?:{_URGE}|支持|引导|扶持|动员|推动))*")
_DONE = re.compile(
    "建立|发展|设立|组建|成立|创办|引进|培育|加强|开展|推进|推动|完善|健全|探索|采用|采取|实行|使用|运用"
)
_DURING = re.compile("(?:在)?(?P<duty>值班|值守|带班|当班|接待|督查)(?:期间|时间内|过程中|时)")


def addressed(words: str) -> str | None:
    """Who is hoped, asked or required to act: the name right after the cue (希望各位…)."""
    match = _TO.match(words)
    name = subject(words[match.end() :], len(words)) if match else None
    # 鼓励发展…队伍: what is done, not who does it.
    return None if name and "的" not in name and _DONE.match(name) else name


def during(words: str) -> str | None:
    """Who is on duty in words of the form 值班期间，…."""
    match = _DURING.match(words)
    return f"{match['duty']}人员" if match else None
