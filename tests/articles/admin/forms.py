"""The desk's forms as a browser sees and sends them."""

from html.parser import HTMLParser
from typing import Any

from django.utils.html import strip_tags


class _Form(HTMLParser):
    """The fields of the page's main form and what is in them."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self.inside = False
        self.textarea = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        name = attributes.get("name", "")
        if tag == "form":
            self.inside = attributes.get("id", "").endswith("_form")
        elif self.inside and tag == "input" and attributes.get("type") not in ("submit", "file"):
            if attributes.get("type") not in ("checkbox", "radio") or "checked" in attributes:
                self._take(name, attributes)
        elif self.inside and tag == "textarea":
            self.textarea, self.fields[name] = name, ""
        elif self.inside and tag == "select":
            self.select, self.fields[name] = name, [] if "multiple" in attributes else ""
        elif self.select and tag == "option" and "selected" in attributes:
            value = attributes.get("value", "")
            chosen = self.fields[self.select]
            self.fields[self.select] = [*chosen, value] if isinstance(chosen, list) else value

    def _take(self, name: str, attributes: dict[str, str]) -> None:
        is_ticked = attributes.get("type") in ("checkbox", "radio")
        value = attributes.get("value", "on" if is_ticked else "")
        if is_ticked and name in self.fields:  # one of several boxes
            before = self.fields[name]
            value = [*(before if isinstance(before, list) else [before]), value]
        self.fields[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # HTML takes one line's end after the opening tag away; browsers send CRLF.
            text = self.fields[self.textarea].removeprefix("\n")
            self.fields[self.textarea] = text.replace("\n", "\r\n")
            self.textarea = ""
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.fields[self.textarea] += data


def filled_in(response) -> dict[str, Any]:
    """What a browser would send of a page's main form if nobody touched it."""
    form = _Form()
    form.feed(response.content.decode())
    return {name: value for name, value in form.fields.items() if "__prefix__" not in name}


def messages(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def errors(response) -> list[str]:
    """Everything the page complains of, in words."""
    return [strip_tags(str(error)) for error in response.context["errors"]]
