"""Reading a response's HTML by the hooks that the paper promises to keep."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}
PART = re.compile(r"\.([\w-]+)|\[([\w-]+)(?:=([^\]]+))?\]")


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[Element] = []
        self.found: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.found.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.parts.append(data)


def elements(response, selector: str) -> list[Element]:
    """Every element that "tag.class[attribute=value]" (each part optional) names, in order."""
    parser = _Parser()
    parser.feed(response.content.decode())
    tag = re.match(r"[\w-]*", selector)[0]
    wanted = PART.findall(selector[len(tag) :])
    return [e for e in parser.found if e.tag == (tag or e.tag) and _has_all(e, wanted)]


def element(response, selector: str) -> Element:
    """The only element that the selector names."""
    (found,) = elements(response, selector)
    return found


def texts(response, selector: str) -> list[str]:
    return [element.text for element in elements(response, selector)]


def _has_all(element: Element, wanted: list[tuple[str, str, str]]) -> bool:
    return all(
        name in element.attrs.get("class", "").split()
        if name
        else attribute in element.attrs and (not value or element.attrs[attribute] == value)
        for name, attribute, value in wanted
    )
