from django.urls import path

from authors.views import contact, join, tokens

app_name = "authors"
urlpatterns = [
    path("contact/", contact.contact, name="contact"),
    path("contact/thanks/", contact.thanks, name="contact_thanks"),
    path("join/", join.join, name="join"),
    path("join/thanks/", join.thanks, name="join_thanks"),
    path("csrf/", tokens.csrf, name="csrf"),
]
