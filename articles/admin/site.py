from django.contrib import admin

from articles.admin.kept import OneOfItsKind
from articles.models import Site


@admin.register(Site)
class SiteAdmin(OneOfItsKind):
    title = "Site settings"
    fields = [*Site.kept_fields]
