"""How dates and times are typed at the desk: in the browser's own fields, by any keyboard."""

from __future__ import annotations

from typing import Any

from django import forms


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "vDateField"} | (attrs or {}), format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "vTimeField"} | (attrs or {}), format="%H:%M:%S")


class NewsroomDateTime(forms.SplitDateTimeWidget):
    """A day and a time in the newsroom's zone, which stands beside them."""

    template_name = "admin/widgets/split_datetime.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        forms.MultiWidget.__init__(self, [DateInput, TimeInput], attrs)
