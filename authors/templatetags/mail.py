from django import template

from authors import outgoing

register = template.Library()


@register.simple_tag
def mail_alarm() -> outgoing.Alarm | None:
    """What is wrong with the paper's mail, if anything."""
    return outgoing.alarm()
