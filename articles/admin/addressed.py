"""What sections, tags, authors and pages have in common at the desk: an address of their own."""

from typing import Any

from django.core.exceptions import ValidationError

from algemeiner.slugs import slugify
from articles import addresses
from articles.addresses import Addressed
from articles.admin.kept import KeptAdmin, KeptForm


class AddressedForm(KeptForm):
    """A slug that is left empty is made from the name, by the paper's rule and in its script."""

    name_field = "name"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = (
                "The word in the address; left empty, the name makes it. "
                "An address that is changed goes on leading here."
            )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"] or slugify(self.cleaned_data.get(self.name_field, ""))
        if not slug and self.name_field in self.cleaned_data:
            raise ValidationError("Type one: no address can be made of the name.")
        return slug

    def validate_unique(self) -> None:
        super().validate_unique()
        if not self.errors:
            try:
                addresses.refuse_taken(self.instance)
            except ValidationError as error:
                self.add_error(None, error)


class AddressedAdmin(KeptAdmin):
    form = AddressedForm

    def view_on_site(self, thing: Addressed) -> str:
        # As it is stored: `thing` may have what was just typed laid over it.
        return type(thing).objects.get(pk=thing.pk).get_absolute_url()
