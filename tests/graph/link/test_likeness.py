"""What is refused before it is aligned could not have been judged as alike."""

import random

from graph.link.align import Worded, align
from graph.link.likeness import in_reach, judge

CLAUSES = (
    "值班室电话必须有人接听",
    "铃响三声之内应答",
    "公章外出使用须经主要领导签字",
    "并由两人同行",
    "会前逐项检查桌签话筒",
    "拟稿人对文稿的文字负责",
    "夜间巡查每班不少于三次",
    "来信来访十五日内答复",
    "涉密载体随身保管",
)


def changed(rng: random.Random) -> str:
    """Some of the clauses in any order, characters left out and put in."""
    chars = list("，".join(rng.sample(CLAUSES, rng.randrange(1, 4))))
    for at in sorted(rng.sample(range(len(chars)), rng.randrange(0, 4)), reverse=True):
        chars[at : at + rng.randrange(2)] = rng.choice(("", "应", "严格", "认真细致"))
    return "".join(chars)


def test_in_reach_is_all_that_may_be_judged_as_alike() -> None:
    rng = random.Random(4)
    texts = [Worded(changed(rng)) for _ in range(60)]
    tried = [(one, other, rare) for one in texts for other in texts for rare in (frozenset(), frozenset({1}))]
    alike = [(one, other, rare) for one, other, rare in tried if judge(align(one, other), rare) is not None]
    assert len(alike) > 300
    assert [pair for pair in alike if not in_reach(pair[0], pair[1], rare=bool(pair[2]))] == []


def test_in_reach_refuses_what_shares_single_characters_or_little() -> None:
    asked = Worded("值班室电话必须有人接听，铃响三声之内应答")
    for other in ("听人说有话必答，电梯响了三次", "会议室电话必须登记，会后逐项检查桌签和话筒", "有人接听"):
        assert not in_reach(asked, Worded(other), rare=False), other
    assert not in_reach(asked, Worded("铃响时先报单位名称，再问来电人姓名和事由，记入登记簿"), rare=True)
    assert in_reach(asked, Worded("铃响三声之内应答，再问来电人姓名和事由，记入登记簿"), rare=True)
