"""The least and the most that a sum of unknown numbers can be, by linear programming in fractions; for small tables."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Row = list[Fraction]


def bounds(equations: Sequence[tuple[Sequence[int], int]], goal: Sequence[int]) -> tuple[Fraction, Fraction | None]:
    """Between what the sum of goal × unknown lies, when the unknowns are not negative and keep all equations.

    None: it has no upper end. The equations must have a solution.
    """
    most = _most(equations, goal)
    least = _most(equations, [-one for one in goal])
    assert least is not None
    return -least, most


def _most(equations: Sequence[tuple[Sequence[int], int]], goal: Sequence[int]) -> Fraction | None:
    """Two phases: with an unknown added to each equation until these are gone, then the goal. Bland's rule."""
    size, added = len(goal), len(equations)
    tableau = [
        [*map(Fraction, left), *(Fraction(int(one == place)) for one in range(added)), Fraction(right)]
        for place, (left, right) in enumerate(equations)
    ]
    basis = list(range(size, size + added))
    first = [*([Fraction(0)] * size), *([Fraction(-1)] * added)]
    reached = _climb(tableau, basis, first, allowed=size)
    assert reached == 0, "the equations have no solution"
    for place, one in enumerate(basis):  # what was added and stayed, at 0, gives way where anything can take its place
        if one >= size:
            instead = next((column for column in range(size) if tableau[place][column]), None)
            if instead is not None:
                _pivot(tableau, basis, place, instead)
    kept = [place for place, one in enumerate(basis) if one < size]
    tableau, basis = [tableau[place] for place in kept], [basis[place] for place in kept]
    return _climb(tableau, basis, [*map(Fraction, goal), *([Fraction(0)] * added)], allowed=size)


def _climb(tableau: list[Row], basis: list[int], goal: Row, *, allowed: int) -> Fraction | None:
    while True:
        entering = next((one for one in range(allowed) if _gain(tableau, basis, goal, one) > 0), None)
        if entering is None:
            return sum((goal[one] * row[-1] for one, row in zip(basis, tableau, strict=True)), Fraction(0))
        leaving = [
            (row[-1] / row[entering], basis[place], place) for place, row in enumerate(tableau) if row[entering] > 0
        ]
        if not leaving:
            return None
        _pivot(tableau, basis, min(leaving)[2], entering)


def _gain(tableau: list[Row], basis: list[int], goal: Row, column: int) -> Fraction:
    return goal[column] - sum((goal[one] * row[column] for one, row in zip(basis, tableau, strict=True)), Fraction(0))


def _pivot(tableau: list[Row], basis: list[int], place: int, column: int) -> None:
    chosen = [one / tableau[place][column] for one in tableau[place]]
    for other, row in enumerate(tableau):
        if other != place and row[column]:
            tableau[other] = [one - row[column] * new for one, new in zip(row, chosen, strict=True)]
    tableau[place], basis[place] = chosen, column
