"""Who may be credited with words, and by what name."""

import pytest

from ingest.extract.credited import find_credited, find_speakers


@pytest.mark.parametrize(
    ("text", "names", "reason"),
    [
        ("习近平总书记强调", ["习近平"], "a leader, without the post"),
        ("小平同志说过", ["邓小平"], "a name for short"),
        ("县委书记赵大海同志指出", ["赵大海"], "a post before the name"),
        ("王副县长要求", ["王副县长"], "a surname with its post"),
        ("常务副县长要求", ["县长"], "常务 is no name"),
        ("县委、县政府提出", ["县委、县政府"], "bodies in a row"),
        ("县政府值班室的工作", [], "a body that only modifies a noun"),
        ("全县信息工作会议强调", ["全县信息工作会议"], "a meeting"),
        ("毛泽东思想", [], "a doctrine"),
        ("大家都说好", [], "nobody in particular"),
    ],
)
def test_credited_names(text: str, names: list[str], reason: str) -> None:
    assert [who.name for who in find_credited(text, 0, len(text))] == names, reason


@pytest.mark.parametrize(
    ("text", "names", "reason"),
    [
        ("诗人歌德说过，理论是灰色的", ["歌德"], "a person whom the dictionary knows"),
        ("老话说，好事多磨", [], "a common noun"),
        ("歌德的诗很美", [], "nothing is said"),
    ],
)
def test_speakers_are_names_of_the_dictionary(text: str, names: list[str], reason: str) -> None:
    assert [who.name for who in find_speakers(text, 0, len(text))] == names, reason
