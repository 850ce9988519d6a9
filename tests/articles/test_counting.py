import pytest

from articles import counting
from articles.counting import ReadingCounter, is_a_machine


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def counter(clock):
    return ReadingCounter(clock)


def test_readings_are_counted_until_somebody_takes_them(counter):
    for article, sender in [(1, "a"), (1, "b"), (2, "a")]:
        counter.add(article, sender)
    assert counter.take() == {1: 2, 2: 1}
    assert counter.take() == {}


def test_what_could_not_be_handed_on_is_added_to_what_came_since(counter):
    counter.add(1, "a")
    taken = counter.take()
    counter.add(1, "b")
    counter.put_back(taken)
    assert counter.take() == {1: 2}


def test_one_sender_counts_a_few_times_and_again_when_some_minutes_are_over(counter, clock):
    for _ in range(20):
        counter.add(1, "a")
    assert counter.take() == {1: counting.OF_ONE_ARTICLE}
    clock.now += counting.MINUTES + 1
    counter.add(1, "a")
    assert counter.take() == {1: 1}


def test_one_sender_who_reads_everything_is_counted_up_to_a_bound(counter):
    for article in range(1000):
        counter.add(article, "a")
    assert sum(counter.take().values()) == counting.OF_ALL


def test_a_flood_fills_no_memory(counter, monkeypatch):
    monkeypatch.setattr(counting, "MOST_ARTICLES", 10)
    monkeypatch.setattr(counting, "MOST_SENDERS", 100)
    for number in range(1000):
        counter.add(number, f"{number}")
    counter.put_back(dict.fromkeys(range(500, 600), 1))
    assert len(counter._senders) <= 101
    assert counter.take() == dict.fromkeys(range(10), 1)


def test_no_address_can_be_read_from_it(counter):
    counter.add(1, "203.0.113.7")
    assert "203.0.113.7" not in repr(vars(counter))


@pytest.mark.parametrize(
    ("agent", "answer"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", False),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Safari/604.1", False),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", True),
        ("facebookexternalhit/1.1", True),
        ("Mozilla/5.0 Slackbot-LinkExpanding 1.0", True),
        ("Mozilla/5.0 HeadlessChrome/140.0 Safari/537.36", True),
        ("", True),
    ],
)
def test_machines_are_known_by_what_they_call_themselves(agent, answer):
    assert is_a_machine(agent) is answer
