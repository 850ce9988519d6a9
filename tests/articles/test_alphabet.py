from dataclasses import dataclass

import pytest

from articles.alphabet import OTHERS, by_letter, last_name, letter_of


@dataclass
class Person:
    name: str


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Miriam Adler", "Adler"),
        ("Miriam Adler, Jr.", "Adler"),
        ("Miriam Adler III", "Adler"),
        ("JNS.org", "JNS.org"),
        ("Jr.", "Jr."),
        ("", ""),
    ],
)
def test_last_names(name, last):
    assert last_name(name) == last


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Miriam Adler", "A"),
        ("Ida Élan", "E"),
        ("Noa d’Angelo", "D"),
        ("Ida “Rain” (Roth)", "R"),
        ("דוד בן־גוריון", "ב"),
        ("שָׁלוֹם עֲלֵיכֶם", "ע"),
        ("אברהם װאלף", "ו"),
        ("Channel 12", OTHERS),
        ("?!", OTHERS),
        ("", OTHERS),
    ],
)
def test_letters(name, letter):
    assert letter_of(name) == letter


def test_each_script_has_its_letters_and_what_has_none_comes_last():
    names = ["Channel 12", "Noa Ziv", "עמוס עוז", "Noa Álvarez", "Ida Adler", "Ida adler-Roth"]
    people = [Person(name) for name in names]
    assert [(letter, [person.name for person in named]) for letter, named in by_letter(people)] == [
        ("A", ["Ida Adler", "Ida adler-Roth", "Noa Álvarez"]),
        ("Z", ["Noa Ziv"]),
        ("ע", ["עמוס עוז"]),
        (OTHERS, ["Channel 12"]),
    ]
