from pathlib import Path

import pytest

from articles.models.sections import Colour

STYLE = Path("static/css/paper.css")


@pytest.mark.parametrize("colour", Colour.values)
def test_a_colour_that_can_be_chosen_has_a_tint(colour):
    style = STYLE.read_text()
    assert f".hue-{colour} {{ --hue: var(--{colour}); }}" in style
    assert f"    --{colour}: " in style
