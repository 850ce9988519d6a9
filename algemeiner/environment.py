"""What an entry point must know before settings are read."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


def data_dir() -> Path:
    """`DATA_DIR`, where database, media and static files lie; `var/` by default."""
    return Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").resolve()
