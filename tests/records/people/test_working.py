"""At which post a person works: the order of the posts changes, the rights do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.types import Role
from motcua.records.people import policy
from motcua.records.people.viewer import Post, Viewer
from motcua.records.people.working import holds, key_of, only_at, working_at
from motcua.rules.refusal import NotAllowed

ROLES = st.sampled_from([Role.COUNTER, Role.OFFICER, Role.LEADER, Role.CHAIR, Role.INSPECTOR])
POSTS = st.lists(
    st.builds(
        Post,
        unit_id=st.integers(1, 3),
        unit_key=st.just("u"),
        role=ROLES,
        title=st.just("t"),
        via=st.sampled_from(["", "KT", "TUQ"]),
        id=st.integers(1, 6),
    ),
    min_size=1,
    max_size=5,
    unique_by=key_of,
)


def person(*posts: Post) -> Viewer:
    return Viewer(account_id=1, name="Sơn Thị Hai Nơi", posts=posts)


@given(POSTS, st.data())
def test_the_chosen_post_comes_first_and_no_right_changes(posts: list[Post], data: st.DataObject) -> None:
    viewer = person(*posts)
    chosen = data.draw(st.sampled_from(posts))
    at_work = working_at(viewer, key_of(chosen))
    assert at_work.posts[0] == chosen
    assert list(at_work.posts[1:]) == [post for post in posts if post != chosen]
    assert policy.scope(at_work) == policy.scope(viewer)
    assert all(policy.roles_at(at_work, unit) == policy.roles_at(viewer, unit) for unit in (1, 2, 3))


@given(POSTS)
def test_without_a_choice_everything_is_as_it_was(posts: list[Post]) -> None:
    assert working_at(person(*posts), "") == person(*posts)


@given(POSTS, st.integers(1, 3))
def test_one_unit_is_no_more_than_what_is_held_there(posts: list[Post], unit_id: int) -> None:
    here = only_at(person(*posts), unit_id)
    assert list(here.posts) == [post for post in posts if post.unit_id == unit_id]


@pytest.mark.parametrize("key", ["9", "1-KT", "x", "1 "])
def test_a_post_that_is_not_held_is_refused(key: str) -> None:
    viewer = person(Post(unit_id=1, unit_key="u", role=Role.COUNTER, title="t", id=1))
    assert not holds(viewer, key)
    with pytest.raises(NotAllowed) as refused:
        working_at(viewer, key)
    assert refused.value.field == "post"
