from django.apps import AppConfig


class AuthorsConfig(AppConfig):
    name = "authors"
    verbose_name = "People"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from authors import people

        authenticator_added.connect(people.end_other_sessions)
