from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from algemeiner import policy
from algemeiner.policy import Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person with an account; without a password they set one by “Forgot your password?”."""
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """What `manage.py createsuperuser` makes: a managing editor, the widest role there is."""
        return self.create_user(email, password, role=Role.MANAGING_EDITOR, **fields)

    def at_the_desk(self) -> models.QuerySet[User]:
        """Everybody of the newsroom who can log in."""
        return self.filter(is_active=True, role__in=policy.DESK_ROLES)

    def who_may(self, act: str) -> models.QuerySet[User]:
        """Those at the desk whose role has an act; to what, policy.may says."""
        roles = [role for role in Role if act in policy.PERMISSIONS[role]]
        return self.at_the_desk().filter(role__in=roles)

    def managing(self) -> models.QuerySet[User]:
        """Those who run the newsroom, and hear of what the site cannot help by itself."""
        return self.filter(is_active=True, role=Role.MANAGING_EDITOR)

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email=(email or "").lower())


class User(AbstractBaseUser):
    """A person with an account, known by e-mail. What they may do is algemeiner.policy's to say."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role, default=Role.CONTRIBUTOR)
    is_active = models.BooleanField(default=True)
    sections = models.ManyToManyField(
        "articles.Section",
        blank=True,
        related_name="+",
        help_text="What an editor edits; none chosen means all.",
    )
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "email"]
        constraints = [
            models.CheckConstraint(
                name="user_email_is_lower_case", condition=Q(email=Lower("email"))
            ),
            models.CheckConstraint(name="user_role_is_known", condition=Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()

    @property
    def is_staff(self) -> bool:
        """Whether the desk is open to them at all; the name is the one Django's admin asks for."""
        return self.role in policy.DESK_ROLES

    @cached_property
    def section_ids(self) -> frozenset[int]:
        """The sections that an editor is bound to; empty for no bounds."""
        return frozenset(self.sections.values_list("pk", flat=True))

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return policy.may(self, perm, obj)

    def has_perms(self, perm_list: list[str], obj: Any = None) -> bool:
        return all(policy.may(self, perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return policy.may_enter_app(self, app_label)
