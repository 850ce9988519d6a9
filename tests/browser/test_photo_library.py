"""The photo library, from a card of pictures to the page that a reader sees."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from algemeiner.policy import Role
from articles.models import Article, Photo
from articles.photos import render
from tests.browser.pages import settle
from tests.factories import UserFactory, make_draft
from tests.pictures import encoded, picture, scene

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

UPLOAD = "/admin/articles/photo/upload/"


@pytest.fixture
def desk(open_as):
    return open_as(UserFactory(name="Ada Katz", role=Role.MANAGING_EDITOR))


def file(name, data):
    return {"name": name, "mimeType": "image/jpeg", "buffer": data}


def good(number):
    exif = Image.Exif()
    exif[0x010E] = f"Street {number}."
    return file(f"street {number}.jpg", encoded(scene(number), exif=exif))


def bad():
    bomb = io.BytesIO()
    Image.new("1", (11_000, 11_000)).save(bomb, "PNG")
    return [
        file("letter.jpg", b"Dear editor, here is my picture."),
        file("cut short.jpg", picture(400, 300)[:-1000]),
        file("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'),
        file("bomb.png", bomb.getvalue()),
        file("nothing.jpg", b""),
    ]


def send(page, *files):
    page.locator(".uploader input[type=file]").set_input_files(list(files))


def row(page, name):
    return page.locator(".upload").filter(has=page.get_by_role("heading", name=name, exact=True))


def test_from_twenty_files_to_the_reader_s_page(desk, audit, open_page, live_server):
    desk.goto(UPLOAD)
    send(desk, *bad(), *map(good, range(15)))
    summary = desk.get_by_text("15 of 20 uploaded, 5 refused")
    expect(summary).to_be_visible(timeout=60_000)
    assert Photo.objects.count() == 15
    expect(row(desk, "cut short.jpg")).to_contain_text("The picture is damaged or cut short.")
    expect(row(desk, "street 3.jpg").get_by_label("Caption")).to_have_value("Street 3.")

    # What they have in common is typed once; the rest beside each.
    everywhere = desk.get_by_role("group", name="For all of them")
    everywhere.get_by_label("Credit").fill("Reuters / Jane Doe")
    everywhere.get_by_role("button", name="Put into every photo").click()
    row(desk, "street 3.jpg").get_by_label("Alternative text").fill("A street in the rain.")
    everywhere.get_by_role("button", name="Save all").click()
    expect(desk.locator(".saving [role=status]").get_by_text("Saved", exact=True)).to_have_count(15)
    photo = Photo.objects.get(caption="Street 3.")
    assert (photo.alt, photo.credit) == ("A street in the rain.", "Reuters / Jane Doe")
    assert Photo.objects.filter(credit="Reuters / Jane Doe").count() == 15

    # The same file again is not kept twice unasked.
    send(desk, good(3))
    expect(desk.get_by_text("The library has this very file already")).to_be_visible()
    assert audit(desk) == []
    row(desk, "street 3.jpg").last.get_by_role("button", name="Use that one").click()
    expect(row(desk, "street 3.jpg").last.get_by_role("link", name="Street 3.")).to_be_focused()
    assert Photo.objects.count() == 15

    render(photo)
    set_the_focal_point(desk, photo)
    place_it(desk, photo, open_page(base_url=live_server.url))
    assert desk.complaints == []


def set_the_focal_point(desk, photo):
    """By click and by arrow keys, with crops that follow."""
    desk.goto(f"/admin/articles/photo/{photo.pk}/change/")
    shown = desk.locator(".aim img")
    box = shown.bounding_box()
    shown.click(position={"x": box["width"] * 0.8, "y": box["height"] * 0.5})
    marker = desk.get_by_role("slider", name="Focal point")
    expect(marker).to_be_focused()
    expect(marker).to_have_attribute("aria-valuetext", "80 % from the left, 50 % from the top")
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("Shift+ArrowUp")
    expect(marker).to_have_attribute("aria-valuetext", "79 % from the left, 40 % from the top")
    expect(desk.get_by_label("From the left")).to_have_value("0.79")
    expect(desk.locator(".crop-square img")).to_have_css("object-position", "79% 40%")
    desk.keyboard.press("Home")
    expect(marker).to_have_attribute("aria-valuetext", "50 % from the left, 40 % from the top")
    desk.get_by_label("From the left").press("ArrowRight")
    desk.get_by_label("From the top").press("ArrowUp")
    expect(marker).to_have_attribute("aria-valuetext", "51 % from the left, 41 % from the top")
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.get_by_text("was changed successfully").wait_for()
    photo.refresh_from_db()
    assert (photo.focal_x, photo.focal_y) == (0.51, 0.41)


def place_it(desk, photo, outside):
    """In an article that has words of its own for it, and on the page of that."""
    article = make_draft(headline="Rain")
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    settle(desk)
    desk.get_by_role("button", name="Choose a photo").click()
    desk.get_by_role("searchbox").fill("street 3")
    desk.get_by_role("dialog").get_by_role("button", name="Street 3.").click()
    expect(desk.get_by_label("Lead caption")).to_have_attribute("placeholder", "Street 3.")
    desk.get_by_label("Lead caption").fill("Canal Street, all of Tuesday.")
    desk.get_by_label("Lead alternative text").fill("Umbrellas, from above.")
    settle(desk)
    desk.get_by_role("button", name="Publish", exact=True).click()
    desk.get_by_text("Readers see it now").wait_for()

    outside.goto(Article.objects.get().get_absolute_url())
    lead = outside.locator("figure.lead")
    expect(lead.locator("img")).to_have_attribute("alt", "Umbrellas, from above.")
    expect(lead).to_have_text("Canal Street, all of Tuesday. Photo: Reuters / Jane Doe")
    assert outside.complaints == []
    desk.goto(f"/admin/articles/photo/{photo.pk}/change/")
    uses = desk.get_by_role("region", name="Where it is used")
    expect(uses).to_contain_text("Rain Published Lead photo")


def test_what_is_lost_on_the_way_is_sent_again_and_nothing_typed_is_left_behind(desk):
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    desk.goto(UPLOAD)
    desk.route(f"**{UPLOAD}", lambda route: route.abort())
    send(desk, good(1), good(2))
    expect(desk.get_by_text("0 of 2 uploaded, 2 to send again")).to_be_visible()
    expect(row(desk, "street 1.jpg")).to_contain_text("The desk cannot be reached.")
    desk.unroute(f"**{UPLOAD}")

    desk.context.clear_cookies(name="sessionid")
    row(desk, "street 1.jpg").get_by_role("button", name="Try again").click()
    expect(row(desk, "street 1.jpg")).to_contain_text("You are not logged in any more.")
    assert not Photo.objects.exists()
    desk.get_by_role("link", name="The paper").click()
    assert asked == ["beforeunload"]


def test_a_photo_is_uploaded_where_it_is_wanted(desk, audit):
    desk.goto("/admin/articles/article/add/")
    settle(desk)
    desk.get_by_role("button", name="Choose a photo").click()
    dialog = desk.get_by_role("dialog", name="Choose a photo")
    dialog.get_by_role("button", name="Upload").press("Enter")
    send(desk, good(1))
    dialog.get_by_label("Alternative text", exact=True).fill("A street in the rain.")
    assert audit(desk, within=".picker") == []
    dialog.get_by_role("button", name="Use this photo").press("Enter")
    panel = desk.locator("#panel-photo")
    expect(panel.locator("figcaption")).to_have_text("Street 1.")
    expect(desk.get_by_label("Lead alternative text")).to_have_attribute(
        "placeholder", "A street in the rain."
    )
    photo = Photo.objects.get()
    expect(desk.locator("#id_lead_photo")).to_have_value(str(photo.pk))
    assert photo.alt == "A street in the rain."
    assert desk.complaints == []
