"""The own posts and those that were lent: as what a head signs, and at which one a person works."""

from __future__ import annotations

from collections.abc import Sequence

from motcua.desks.frame.fields import Field, FieldKind, Option
from motcua.desks.frame.pages import WorkingPost
from motcua.records.casework.signing import POST
from motcua.records.people.viewer import Post, Viewer
from motcua.records.people.working import key_of
from motcua.records.places import queries as places

WORKING_POST = "working_post"
"""Where a session keeps the post at which a person chose to work."""


def post_fields(posts: Sequence[Post], *, chosen: str = "") -> tuple[Field, ...]:
    """The choice of a post, own ones first; nothing where there is none to make."""
    if len(posts) < 2:
        return ()
    wanted = chosen or key_of(posts[0])
    options = tuple(Option(value=key_of(post), label=post_vi(post), chosen=key_of(post) == wanted) for post in posts)
    hint = "Chữ ký trên văn bản và nhật ký ghi đúng tư cách này."
    return (Field(name=POST, label="Ký với tư cách", kind=FieldKind.SELECT, hint=hint, options=options),)


def post_vi(post: Post) -> str:
    """A post as one signs under it: "KT. Chủ tịch UBND xã (theo 15/QĐ-UBND)"."""
    if not post.via:
        return post.title
    return f"{post.via}. {post.title}" + (f" (theo {post.document})" if post.document else "")


def working_posts(viewer: Viewer, here: Post | None) -> tuple[WorkingPost, ...]:
    """The posts at which a person may work, the one that a page is seen from marked; nothing for who has no choice."""
    if len(viewer.posts) < 2:
        return ()
    return tuple(
        WorkingPost(
            value=key_of(post),
            label=post_vi(post),
            unit=places.unit_by_id(post.unit_id).short_name,
            current=post == here,
        )
        for post in viewer.posts
    )
