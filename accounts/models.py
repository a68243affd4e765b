"""Accounts (ordinary Django) and the read tables of people's standing (from events)."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.functional import cached_property

from rest.reach import EVERY_CASE


def every_case() -> list[str]:
    """What a token reaches unless it was made for named cases."""
    return [EVERY_CASE]


class UserManager(BaseUserManager["User"]):
    """Finds accounts by their sign-in name."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        """Make an account; without a password nobody can sign in with one."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who can sign in, or a service with a token. Rights are events, not columns here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField("sign-in name", max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    time_zone = models.CharField(max_length=60, default="UTC")
    density = models.CharField(max_length=12, default="regular")
    single_keys = models.BooleanField("shortcuts of one key", default=True)
    is_service = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Name for pages and documents."""
        return self.name

    @cached_property
    def roles(self) -> frozenset[str]:
        """Roles today, for the ways that pages show; what may be done, `permissions` decides."""
        found = Standing.objects.filter(pk=self.pk, is_disabled=False).values_list("roles", flat=True).first()
        return frozenset(found or ())


class Standing(models.Model):
    """A person's roles and clearance as of the last event."""

    person_id = models.UUIDField(primary_key=True)
    roles = models.JSONField(default=list)
    clearance = models.CharField(max_length=16, default="TLP:CLEAR")
    is_disabled = models.BooleanField(default=False)


class Token(models.Model):
    """A token for the programming interface; only its SHA-256 is kept."""

    id = models.CharField(primary_key=True, max_length=20)
    person = models.ForeignKey(User, on_delete=models.PROTECT)
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80)
    scopes = models.JSONField()
    cases = models.JSONField(default=every_case)  # ids, and `*` for every case that is not walled
    networks = models.JSONField(default=list)  # from which it may be used; empty: from anywhere
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)


class SavedView(models.Model):
    """A list as somebody likes to see it, under a name; an ordinary row, for nothing in it is a fact of a case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="saved_views")
    shared_with = models.ManyToManyField(User, related_name="+")
    list_name = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    filters = models.JSONField(default=dict)
    sort = models.CharField(max_length=40, blank=True)
    density = models.CharField(max_length=12, blank=True)
    made_at = models.DateTimeField()


class Look(models.Model):
    """When a person last said that they have seen what was new in a list."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    list_name = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "list_name"], name="one_last_look_a_person_and_list")]
