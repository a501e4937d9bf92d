import pytest

from ui.components.address import to
from ui.components.graph_picture import Neighbour, picture
from ui.components.tree import elements, text_of


def neighbours(*counts: int) -> list[Neighbour]:
    """So many neighbours per relation."""
    return [
        Neighbour(f"关系{n}", "role", f"名称{n}-{m}", m, to("graph", kind="role", name=f"名称{n}-{m}"))
        for n, count in enumerate(counts)
        for m in range(count)
    ]


@pytest.mark.parametrize("counts", [(), (1,), (3, 2), (30,), (1, 1, 1, 1, 1), (24, 6)])
def test_no_two_names_overlap_and_all_are_inside(counts: tuple[int, ...]) -> None:
    drawn = picture("duty", "值班", neighbours(*counts))
    height = int(str(drawn[1]["viewBox"]).split()[3])  # type: ignore[index,call-overload]
    boxes = [
        {k: int(v) for k, v in e[1].items() if k in ("x", "y", "width", "height")} for e in elements(drawn, "rect")
    ]  # type: ignore[attr-defined]
    whole = [box for box in boxes if box["width"] > 20]
    assert len(whole) == sum(counts) + 1
    for box in whole:
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= height
        clash = [
            other
            for other in whole
            if other is not box
            and abs(other["x"] - box["x"]) < min(box["width"], other["width"])
            and abs(other["y"] - box["y"]) < 34
        ]
        assert clash == []


def test_every_neighbour_is_a_link_with_its_whole_name() -> None:
    long = Neighbour(
        "需要的能力", "ability", "综合协调各方面力量处置突发事件能力", 2, to("graph", kind="ability", name="x")
    )
    drawn = picture("duty", "值班", [long])
    anchor = elements(drawn, "a", having="data-go")[0]
    assert "综合协调各方面力量处置突发事件能力" in text_of(elements(anchor, "title")[0])
    assert text_of(elements(anchor, "text")[0]).endswith("…")


def test_a_link_with_more_documents_has_a_wider_line() -> None:
    edges = elements(picture("duty", "值班", neighbours(3)), "path")
    widths = [float(str(edge[1]["stroke-width"])) for edge in edges]  # type: ignore[index,call-overload]
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]
