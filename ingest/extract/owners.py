"""Whose thing a rule of a regulation speaks of (X的印章应当…): the body that has it is bound where nobody else is."""

import re

from ingest.extract.naming import names
from ingest.words import tag

_BODY = re.compile(
    "机关|部门|单位|机构|人民政府|委员会|团体|组织|企业(?!事业)|公司|学校|医院|法院|检察院|协会|派出所|办事处|管理局|公安局|档案馆|图书馆|博物馆"
)
# What a body has to enjoy others must keep; what it did or said is no thing of its own.
_NOT_HELD = re.compile(
    "权益|权利|利益|财产|自由|名誉|隐私|秘密|个人信息|行为|违法|要求|同意|批准|规定|情形|以外|范围内|领导下"
)
_THING_OF = re.compile("的[^，：]{2,24}$")
SHORTEST = 4
"""A shorter name right before a noun makes a compound with it: 机关事务, 企业标准."""
_NOUNS = ("n", "l", "j", "b", "vn")


def owner(words: str) -> str | None:
    """The body whose thing these words name and do nothing else: what stands before a cue, or a clause of its own."""
    words = words.strip("□ \t\u3000")
    for body in reversed(list(_BODY.finditer(words))):
        name, thing = words[: body.end()], words[body.end() :]
        held = _THING_OF.match(thing) or (len(name) >= SHORTEST and _is_noun(thing))
        if held and not _NOT_HELD.search(thing) and names(name):
            return name
    return None


def _is_noun(words: str) -> bool:
    """Whether words open with a noun of several characters."""
    first = next(iter(tag(words)), ("", ""))
    return len(first[0]) > 1 and first[1].startswith(_NOUNS)
