"""Colours of kinds, each its own, told apart with any kind of colour vision: from the palettes of Okabe and Ito, and of Tol.

Links have colours where these say something: verdicts from blue (good) over yellow to red, what is carried on in blue
and green, what is inferred pale. Others have the colour of the statement that says them, green for a result and orange
for a commitment, or leave it to the program that draws them.
"""

from __future__ import annotations

from collections.abc import Iterable

Colour = tuple[int, int, int]

_KINDS: dict[str, Colour] = {
    "Result": (0, 158, 115),
    "Commitment": (230, 159, 0),
    "Goal": (240, 228, 66),
    "Challenge": (213, 94, 0),
    "Context": (187, 187, 187),
    "Task": (34, 34, 85),
    "Report": (0, 0, 0),
    "Part": (70, 70, 70),
    "Chapter": (110, 110, 110),
    "Topic": (150, 150, 150),
    "Indicator": (238, 119, 51),
    "Place": (86, 180, 233),
    "Area": (0, 60, 120),
    "Organisation": (0, 114, 178),
    "Person": (187, 204, 51),
    "Post": (204, 51, 17),
    "Project": (51, 34, 136),
    "Programme": (120, 94, 240),
    "Document": (153, 136, 85),
    "Event": (204, 221, 170),
    "Award": (153, 221, 255),
    "GlossaryTerm": (120, 40, 31),
    "Slogan": (238, 204, 102),
    "SloganMember": (170, 68, 153),
}
_OTHERS: tuple[Colour, ...] = (
    *((0, 114, 178), (230, 159, 0), (0, 158, 115), (204, 121, 167), (86, 180, 233), (213, 94, 0), (240, 228, 66)),
    *((51, 34, 136), (153, 136, 85), (136, 34, 85), (0, 0, 0)),
)
_REST: Colour = (128, 128, 128)
_LINKS: dict[str, Colour] = {
    "exceeded": (0, 114, 178),
    "met": (0, 158, 115),
    "ongoing": (86, 180, 233),
    "partly_met": (240, 228, 66),
    "not_met": (213, 94, 0),
    "dropped": (0, 0, 0),
    "cannot_judge": (187, 187, 187),
    "continues": (86, 180, 233),
    "completes": (0, 158, 115),
    "expands": (0, 114, 178),
    "repeats": (204, 121, 167),
    "target_up": (213, 94, 0),
    "target_down": (230, 159, 0),
    "target_same": (240, 228, 66),
    "follows_up": (120, 94, 240),
    "related": (187, 187, 187),
    "exactMatch": (0, 114, 178),
    "closeMatch": (86, 180, 233),
    "broadMatch": (204, 121, 167),
    "narrowMatch": (204, 121, 167),
    "relatedMatch": (187, 187, 187),
    "lead": (213, 94, 0),
    "support": (86, 180, 233),
    "leader": (136, 34, 85),
    "execute": (0, 158, 115),
    "partner": (0, 114, 178),
    "oversee": (204, 121, 167),
    "approve": (120, 94, 240),
    "award": (230, 159, 0),
    "planned": (187, 187, 187),
    "started": (240, 228, 66),
    "start": (240, 228, 66),
    "under_way": (86, 180, 233),
    "continue": (86, 180, 233),
    "complete": (0, 114, 178),
    "completed": (0, 158, 115),
    "put_into_use": (120, 94, 240),
}
PLAIN: Colour = (187, 187, 187)  # for links without a colour of their own, where the program that draws is we
_INFERRED: Colour = (210, 210, 210)


def palette(kinds: Iterable[str]) -> dict[str, Colour]:
    """Give a colour to each kind: kinds of ours always have the same one, others in the order of their names.

    Where there are more of the others than colours, the rest share a grey.
    """
    order = sorted(set(kinds))
    ours = {_KINDS[kind] for kind in order if kind in _KINDS}
    others = (colour for colour in _OTHERS if colour not in ours)
    return {kind: _KINDS.get(kind) or next(others, _REST) for kind in order}


def link_colour(kind: str, *, inferred: bool = False, said_as: str = "") -> Colour | None:
    """Give the colour of a link: of its kind, or else of the kind of statement that says it; None where it has neither.

    >>> link_colour("met"), link_colour("lead", inferred=True), link_colour("mentions", said_as="Commitment")
    ((0, 158, 115), (210, 210, 210), (230, 159, 0))
    """
    return _INFERRED if inferred else _LINKS.get(kind) or _KINDS.get(said_as)


def hexadecimal(colour: Colour) -> str:
    """Give a colour as programs and pages write it.

    >>> hexadecimal((0, 158, 115))
    '#009e73'
    """
    return "#{:02x}{:02x}{:02x}".format(*colour)
