"""As what a head signs: the choice among the own post and those that were lent."""

from __future__ import annotations

from collections.abc import Sequence

from motcua.desks.frame.fields import Field, FieldKind, Option
from motcua.records.casework.signing import POST, key_of
from motcua.records.people.viewer import Post


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
