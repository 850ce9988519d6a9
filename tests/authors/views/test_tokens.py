import pytest


def test_a_cached_page_s_form_fetches_its_token(client):
    response = client.get("/csrf/")
    assert list(response.json()) == ["csrf_token"]
    assert len(response.json()["csrf_token"]) == 64
    assert "csrftoken" in response.cookies
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(client, method):
    assert getattr(client, method)("/csrf/").status_code == 405
