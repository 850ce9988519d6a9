from django.apps import AppConfig
from django.contrib.admin import apps as admin


class AlgemeinerConfig(AppConfig):
    """What every app shares; no models."""

    name = "algemeiner"
    default = True

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added, authenticator_used
        from django.contrib.auth.signals import user_logged_in

        from algemeiner import entrance

        authenticator_added.connect(entrance.remember_factor)
        authenticator_used.connect(entrance.remember_factor)
        user_logged_in.connect(entrance.begin_activity)


class DeskConfig(admin.AdminConfig):
    default = False
    default_site = "algemeiner.desk.Desk"
