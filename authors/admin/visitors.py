from algemeiner.desk import DeskModelAdmin


class FromAVisitorAdmin(DeskModelAdmin):
    """To be read only, by the policy: what a stranger sent stays as it was sent."""
