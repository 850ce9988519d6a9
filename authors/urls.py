from django.urls import path

from authors.views import accounts, contact, join, notices, tokens

app_name = "authors"
urlpatterns = [
    path("accounts/again/", accounts.logged_in_again, name="logged_in_again"),
    path("accounts/second-factor/", accounts.second_factor, name="second_factor"),
    # In place of allauth's at the same address.
    path("accounts/2fa/webauthn/keys/<int:pk>/remove/", accounts.remove_passkey),
    path("contact/", contact.contact, name="contact"),
    path("contact/thanks/", contact.thanks, name="contact_thanks"),
    path("join/", join.join, name="join"),
    path("join/thanks/", join.thanks, name="join_thanks"),
    path("join/confirm/<str:token>/", join.confirm, name="join_confirm"),
    path("join/confirm/<str:token>/again/", join.send_again, name="join_send_again"),
    path("mail/none/<str:token>/", notices.mute, name="mute"),
    path("csrf/", tokens.csrf, name="csrf"),
]
