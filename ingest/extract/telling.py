"""Telling sections (回顾与部署): where a speech tells what was done or is planned, and orders only in so many words."""

import re

from ingest.extract.clauses import simplified
from ingest.extract.context import Context
from ingest.lexicon import load_data
from ingest.model import DocumentKind

_TELLING = load_data("norms")["telling"]
_REPORT_TITLE = re.compile(_TELLING["report_title"])
_REPORT_OPENING = re.compile(_TELLING["report_opening"])
_LOOKS_BACK = re.compile(_TELLING["looks_back"])
_CONDUCT = re.compile(_TELLING["conduct"])
_HEAD = 800
"""Within so many characters from its start a report says that it is one."""


def is_report(context: Context) -> bool:
    """Whether a document reports to an assembly: its speaker tells what his own side did and is going to do."""
    if context.kind in (DocumentKind.REGULATION, DocumentKind.NOTICE):
        return False
    head = simplified(context.text[:_HEAD])
    return _REPORT_TITLE.search(simplified(context.title)) is not None or _REPORT_OPENING.search(head) is not None


def telling_sections(context: Context) -> frozenset[int | None]:
    """The sections that tell; `None` stands for what is in none.

    Of a report only those order that are on how its own side is to work; of any other speech those tell that look back.
    """
    if context.kind is DocumentKind.REGULATION:
        return frozenset()
    report = is_report(context)
    orders: list[bool] = []
    told: set[int | None] = {None} if report else set()
    for index, section in enumerate(context.sections):
        title = simplified(section.title)
        above = section.parent is not None and orders[section.parent]
        looks_back = _LOOKS_BACK.search(title) is not None or (section.parent in told and section.parent is not None)
        conduct = _CONDUCT.search(title) is not None or above
        orders.append(conduct and not looks_back)
        if looks_back if not report else not orders[index]:
            told.add(index)
    return frozenset(told)
