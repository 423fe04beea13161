"""The bell at the head of every page of a desk: whether there is something new for whoever works."""

from __future__ import annotations

from django.urls import reverse

from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.pages import Bell
from motcua.records.notices import queries
from motcua.records.people.viewer import Viewer


def bell_of(viewer: Viewer) -> Bell | None:
    """The bell of a person; None for whoever has not entered or holds no post, and so has no notices."""
    if viewer.account_id is None or not viewer.posts:
        return None
    unread = queries.unread(viewer)
    most = queries.MOST_COUNTED - 1
    count = f"{most}+" if unread > most else number_vi(unread) if unread else ""
    return Bell(
        href=reverse("entrance:notices"),
        count=count,
        label=f"Thông báo: {count} chưa đọc" if unread else "Thông báo: không có gì mới",
    )
