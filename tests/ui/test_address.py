from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.ui.fake_api import HOSTILE
from ui.components.address import Address, link, to
from ui.components.tree import elements


@pytest.mark.parametrize(
    ("address", "href"),
    [
        (to("search"), "/"),
        (to("search", q="值班"), "/?q=%E5%80%BC%E7%8F%AD"),
        (to("documents", id="d1", start=3, end=9), "/documents?id=d1&start=3&end=9"),
        (to("search", q=None), "/"),
        # Every value of a repeated parameter stays.
        (Address("search", (("year", "2012"), ("year", "2014"))), "/?year=2012&year=2014"),
        # What has a meaning in an address is escaped.
        (to("search", q="a&b=c #?/"), "/?q=a%26b%3Dc+%23%3F%2F"),
    ],
)
def test_an_address_is_a_link(address: Address, href: str) -> None:
    assert address.href == href


def test_toggling_a_value_twice_gives_the_same_address() -> None:
    address = to("search", q="值班", year="2012")
    more = address.toggled("year", "2014")
    assert more.all("year") == ("2012", "2014")
    assert more.toggled("year", "2014") == address


@pytest.mark.parametrize(
    ("value", "number"),
    [("12", 12), ("", None), ("-1", None), ("1.5", None), ("٣", None), ("²", None), ("9" * 30, None)],
)
def test_a_number_in_an_address_is_a_count_or_nothing(value: str, number: int | None) -> None:
    assert to("documents", start=value).number("start") == number


def test_a_link_is_its_address_whatever_it_names() -> None:
    node = link(to("graph", kind="role", name=HOSTILE), "", "x")
    href = str(elements(node, "a", having="data-go")[0][1]["href"])  # type: ignore[index,call-overload]
    assert href.startswith("/graph?kind=role&name=%3Cscript%3E")
    assert dict(parse_qsl(urlsplit(href).query))["name"] == HOSTILE
