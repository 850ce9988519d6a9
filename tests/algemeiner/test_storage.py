import errno
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from algemeiner.storage import StaticFilesStorage, WholeFiles


def test_a_script_imports_another_by_the_name_it_is_served_under(tmp_path):
    storage = StaticFilesStorage(location=tmp_path, base_url="/static/")
    storage.save("js/a.js", ContentFile(b'import { b } from "./desk/b.js";\n'))
    storage.save("js/desk/b.js", ContentFile(b"export const b = 1;\n"))
    list(storage.post_process({name: (storage, name) for name in ("js/a.js", "js/desk/b.js")}))
    imported = Path(storage.stored_name("js/desk/b.js")).name
    script = tmp_path / storage.stored_name("js/a.js")
    assert script.read_text() == f'import {{ b }} from "./desk/{imported}";\n'
    assert imported != "b.js"


class Interrupted:
    """What is sent until the disk is full."""

    def chunks(self):
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")


def test_half_a_file_is_none_and_leaves_the_one_before(tmp_path):
    storage = WholeFiles(location=tmp_path)
    assert storage.save("photos/a/1.jpg", ContentFile(b"whole")) == "photos/a/1.jpg"
    for name in ("1.jpg", "2.jpg"):
        with pytest.raises(OSError, match="No space left"):
            storage._save(f"photos/a/{name}", Interrupted())
    assert storage.listdir("photos/a") == ([], ["1.jpg"])
    with storage.open("photos/a/1.jpg") as file:
        assert file.read() == b"whole"


def test_a_file_takes_the_place_of_the_one_before(tmp_path):
    storage = WholeFiles(location=tmp_path)
    for data in (b"a long one", b"short"):
        storage.save("photos/a/1.jpg", ContentFile(data))
    assert storage.listdir("photos/a") == ([], ["1.jpg"])
    with storage.open("photos/a/1.jpg") as file:
        assert file.read() == b"short"
