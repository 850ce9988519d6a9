"""Share links: plain addresses of the other site, no script and no tracker."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode


@dataclass(frozen=True)
class ShareLinks:
    """Where a reader takes an article; `url` is its absolute address."""

    url: str
    headline: str

    @property
    def facebook(self) -> str:
        return "https://www.facebook.com/sharer/sharer.php?" + urlencode({"u": self.url})

    @property
    def x(self) -> str:
        return "https://x.com/intent/post?" + urlencode({"url": self.url, "text": self.headline})

    @property
    def email(self) -> str:
        # Mail programs read "+" as a plus sign, not as a space.
        return f"mailto:?subject={quote(self.headline)}&body={quote(self.url)}"
