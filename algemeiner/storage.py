"""How files are kept: static ones in production, and photos."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Files by the hash of what is in them, so also where one script imports another."""

    support_js_module_import_aggregation = True


class WholeFiles(FileSystemStorage):
    """
    A file is under its name whole and on the disk, or it is not there at all: also when the disk is
    full or the process is killed while it writes. One that is there already is replaced.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_overwrite=True, **options)

    def _save(self, name: str, content: Any) -> str:
        half = f"{name}.{secrets.token_hex(4)}.half"
        path = Path(self.path(half))
        try:
            super()._save(half, content)  # type: ignore[misc]  # the stubs leave it out
            with path.open("rb") as file:
                os.fsync(file.fileno())
            path.replace(self.path(name))
        finally:
            path.unlink(missing_ok=True)
        return name
