from graph.link.commonness import common, weights
from graph.link.minhash import FEWEST, SHARE, bands, bands_of

LONG = "机要值班室收到加急传真后由带班人员逐页核对登记编号并在一刻钟之内送达分管秘书长签批处理同时抄送督查科备查存档"


def test_bands_of_a_part_are_bands_of_the_whole() -> None:
    part = LONG[8:34]
    assert len(set(bands(part)) & set(bands(LONG))) >= len(bands(part)) - FEWEST
    assert set(bands(part)) & set(bands(LONG))


def test_bands_are_a_share_of_the_runs_and_never_too_few() -> None:
    assert len(bands(LONG * 1)) <= len(LONG)
    assert len(bands("带班须到岗登记")) == len(set(bands("带班须到岗登记"))) <= FEWEST
    assert len(bands(LONG)) < 2 * len(LONG) / SHARE


def test_bands_leave_out_what_everybody_writes() -> None:
    assert bands("县级以上人民政府") == ()


def test_bands_are_the_same_in_every_process() -> None:
    assert bands("夜间巡查登记簿")[0] == min(bands("夜间巡查登记簿"))
    assert bands_of("夜间巡查，登记簿") == bands("夜间巡查登记簿")


def test_weights_tell_set_phrases_from_other_words() -> None:
    told = weights("县级以上人民政府夜间巡查登记簿")
    assert max(told[:6]) < 0.5 < min(told[-5:])
    assert all(0 < weight < 1 for weight in common().values())
    assert weights("") == []
