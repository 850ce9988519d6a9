"""URL converters that know the newspaper's own words."""

from articles.models import Kind


class KindConverter:
    """A kind of article, hyphenated: "press-release"."""

    regex = "|".join(kind.value.replace("_", "-") for kind in Kind)

    def to_python(self, value: str) -> Kind:
        return Kind(value.replace("-", "_"))

    def to_url(self, value: str) -> str:
        return str(value).replace("_", "-")


class FileKey:
    """The unguessable directory of a photo."""

    regex = "[A-Za-z0-9_-]{10,40}"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


class FileName(FileKey):
    """A rendition's file name: "800.webp", "16x9.jpg"."""

    regex = r"[a-z0-9]{1,10}\.(?:avif|webp|jpg)"


class PreviewToken(FileKey):
    """The signed number of a preview link."""

    regex = r"[1-9][0-9]{0,17}\.[A-Za-z0-9_-]{43}"


class GuestToken(FileKey):
    """The signed number and key of a guest’s piece, with a time where the link ends."""

    regex = r"[1-9][0-9]{0,17}-[A-Za-z0-9]{1,32}\.(?:[A-Za-z0-9]{1,12}\.)?[A-Za-z0-9_-]{43}"
