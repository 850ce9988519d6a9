from pathlib import Path

from django.core.files.base import ContentFile

from algemeiner.storage import StaticFilesStorage


def test_a_script_imports_another_by_the_name_it_is_served_under(tmp_path):
    storage = StaticFilesStorage(location=tmp_path, base_url="/static/")
    storage.save("js/a.js", ContentFile(b'import { b } from "./desk/b.js";\n'))
    storage.save("js/desk/b.js", ContentFile(b"export const b = 1;\n"))
    list(storage.post_process({name: (storage, name) for name in ("js/a.js", "js/desk/b.js")}))
    imported = Path(storage.stored_name("js/desk/b.js")).name
    script = tmp_path / storage.stored_name("js/a.js")
    assert script.read_text() == f'import {{ b }} from "./desk/{imported}";\n'
    assert imported != "b.js"
