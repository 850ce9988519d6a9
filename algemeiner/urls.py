from django.contrib import admin
from django.urls import include, path

from algemeiner import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("", include("authors.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("articles.urls")),
]

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler429 = views.too_many_requests
handler500 = views.server_error
