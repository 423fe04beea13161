"""Every view names its audience; the address of a view without one is refused by a test."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from motcua.law.types import Role
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import NotAllowed

PUBLIC = "public"
"""Everybody, without entering."""
STAFF = "staff"
"""Everybody who has entered and holds a post today."""

ENTERED = "entered"
"""Everybody who has entered, also without a post: what concerns the own account and nothing else."""

AUDIENCES = frozenset({PUBLIC, STAFF, ENTERED, *(role.value for role in Role)})

View = Callable[..., HttpResponseBase]
V = TypeVar("V", bound=View)


class StaffRequest(HttpRequest):
    """A request as views see it; `viewer` is who looks, nobody on a public page that was not entered."""

    viewer: Viewer


class Named(Protocol):
    """A view that names its audience."""

    audience: frozenset[str]


def audience(*who: str) -> Callable[[V], V]:
    """Lets only these people reach a view: PUBLIC, ENTERED, STAFF, or roles held in any unit.

    Which units and dossiers they see there is for the queries to say. Somebody who has not entered is asked to;
    somebody with another role is refused (NotAllowed). ValueError at import for an audience that does not exist.
    """
    named = frozenset(str(one) for one in who)
    if not named or not named <= AUDIENCES:
        raise ValueError(f"unknown audience {sorted(named - AUDIENCES)}; one of {sorted(AUDIENCES)}")

    def narrowed(view: V) -> V:
        @wraps(view)
        def guarded(request: StaffRequest, *args: Any, **values: Any) -> HttpResponseBase:
            if PUBLIC not in named:
                viewer = request.viewer
                if viewer.account_id is None:
                    return redirect_to_login(request.get_full_path())
                if ENTERED not in named:
                    _check(viewer, named)
            return view(request, *args, **values)

        guarded.audience = named  # type: ignore[attr-defined]  # read by the tests of addresses
        return cast(V, guarded)

    return narrowed


def _check(viewer: Viewer, named: frozenset[str]) -> None:
    held = {post.role.value for post in viewer.posts}
    if not held or not (STAFF in named or held & named):
        raise NotAllowed("account", "Tài khoản của bạn không giữ vai trò dùng trang này. Hãy về trang việc của mình.")
