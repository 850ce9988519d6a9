from django.apps import AppConfig
from django.contrib.admin import apps as admin


class AlgemeinerConfig(AppConfig):
    """What every app shares; no models."""

    name = "algemeiner"
    default = True


class DeskConfig(admin.AdminConfig):
    default = False
    default_site = "algemeiner.desk.Desk"
