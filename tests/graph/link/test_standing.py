import pytest

from graph.link.standing import repealed
from tests.graph.link.shelf import MemoryShelf, said


@pytest.mark.parametrize(
    ("closing", "gone"),
    [
        pytest.param("2003年印发的《清岭县值班办法》同时废止。", True, id="another title takes its place"),
        pytest.param("《保密守则》、《清岭县值班办法（试行）》即行废止。", True, id="one of several"),
        pytest.param("《清岭县值班办法》第三条同时废止。", False, id="only an article of it"),
        pytest.param("本办法施行后，《清岭县值班办法》继续有效。", False, id="it says nothing of the kind"),
    ],
)
def test_repealed_is_what_another_document_says_is_no_longer_in_force(closing: str, gone: bool) -> None:
    old = said("值班人员必须在1小时内报告突发火情。\n", 2003, "清岭县值班办法")
    new = said(f"值班人员必须在2小时内报告突发火情。\n{closing}\n", 2014, "清岭县应急值守办法")
    shelf = MemoryShelf(old, new)
    quotes = [shelf.stated(document.id)[0].quote for document in (old, new)]
    assert repealed(shelf, quotes) == ({old.id} if gone else set())
