"""At which of one's posts a person works: the chosen one, else the first.

The choice takes no right away and gives none: it decides at which unit one receives, and whose list stands for "the
unit". So the chosen post comes before the others, and whoever asks for the first one finds it.
"""

from __future__ import annotations

from collections.abc import Iterable

from motcua.records.people.viewer import Post, Viewer
from motcua.rules.refusal import NotAllowed


def key_of(post: Post) -> str:
    """How a post stands in a form: a position may be one's own, or lent in more than one way."""
    return f"{post.id}-{post.via}" if post.via else str(post.id)


def holds(viewer: Viewer, key: str) -> bool:
    """Whether a person holds the post of a key today."""
    return any(key_of(post) == key for post in viewer.posts)


def working_at(viewer: Viewer, key: str) -> Viewer:
    """The same person at work in the post of a key, "" for the first. Raises NotAllowed for one not held today."""
    if not key:
        return viewer
    if not holds(viewer, key):
        raise NotAllowed(
            "post",
            "Hôm nay ông/bà không giữ nhiệm vụ này: nhiệm vụ đã kết thúc hoặc bị thu hồi. Hãy tải lại trang rồi chọn "
            "nhiệm vụ khác.",
        )
    return _with_posts(viewer, sorted(viewer.posts, key=lambda post: key_of(post) != key))


def only_at(viewer: Viewer, unit_id: int) -> Viewer:
    """The same person with no posts but those at a unit: what the desk there shows."""
    return _with_posts(viewer, (post for post in viewer.posts if post.unit_id == unit_id))


def _with_posts(viewer: Viewer, posts: Iterable[Post]) -> Viewer:
    return Viewer(account_id=viewer.account_id, name=viewer.name, posts=tuple(posts), operator=viewer.operator)
