"""Who is asked, or spoken to as whoever is on duty."""

from ingest.extract.addressed import addressed, during


def test_addressed_is_who_is_asked() -> None:
    assert addressed("希望各位秘书人员多读书") == "各位秘书人员"
    assert addressed("应当多读书") is None


def test_during_names_who_is_on_duty() -> None:
    assert during("值班期间，不得外出") == "值班人员"
    assert during("汛期，不得外出") is None


def test_addressed_takes_several_verbs_and_no_act() -> None:
    assert addressed("鼓励、支持有关单位开展演练") == "有关单位"
    assert addressed("允许信息员列席") == "信息员"
    assert addressed("鼓励组建志愿者队伍") is None
