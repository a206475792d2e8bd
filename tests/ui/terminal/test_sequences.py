"""A sequence does its work or nothing, however it is cut and however late its pieces are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.ui.terminal.sequences import ESC, REMOTE, Assembler, Kind, Patience, Piece

NEAR = Patience()
SEQUENCES = (
    *("\x1b[18~", "\x1b[19~", "\x1bOP", "\x1b[A", "\x1b[1;5C", "\x1b[[B", "\x1b[Z", "\x1bO5P"),
    *("\x1b[<0;12;7M", "\x1b[<0;12;7m", "\x1b[<64;3;3M", "\x1b[M !!", "\x1b[32;1;7M"),
    *("\x1b[I", "\x1b[O", "\x1b[?2026;2$y", "\x1b[12;40R", "\x1b[?62;22c", "\x1b[>0;276;0c"),
    *("\x1b[97;5u", "\x1b[57413;129;43u", "\x1b[48;40;140;800;1400t"),
    *("\x1b]11;rgb:0000/0000/0000\x07", "\x1b]4;1;rgb:1/7/9\x1b\\", "\x1bP>|term 1.7\x1b\\"),
)
PASTES = ("Berit 1\n7 8~", "\x1b[18~ midt i", "[201~", "")
LETTERS = "ab17æÅ~[OM;<~\r\x7f"


def run(
    chunks: list[tuple[float, str]], patience: Patience = NEAR, *, rest: float = 60.0
) -> list[Piece]:
    """Return what comes of chunks, each so many seconds after the one before it."""
    assembler, now, pieces = Assembler(patience), 0.0, []
    for gap, chunk in [*chunks, (rest, "")]:
        until = now + gap
        while (deadline := assembler.deadline) is not None and deadline < until:
            pieces += assembler.tick(deadline)
        now = until
        pieces += assembler.feed(chunk, now)
    return pieces


def cut(text: str, places: list[int], gap: float) -> list[tuple[float, str]]:
    """Return a text as chunks that end at some places."""
    ends = sorted({place % len(text) for place in places} - {0} | {len(text)})
    starts = [0, *ends[:-1]]
    return [(gap, text[start:end]) for start, end in zip(starts, ends, strict=True)]


@st.composite
def inputs(draw: st.DrawFn) -> tuple[str, list[Piece]]:
    """Return what a terminal may send, and the pieces that it means."""
    text, meant = "", list[Piece]()
    for _ in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(Kind))
        if kind is Kind.TYPED:
            typed = draw(st.sampled_from(LETTERS))
            text, meant = text + typed, [*meant, Piece(kind, typed)]
        elif kind is Kind.SEQUENCE:
            sequence = draw(st.sampled_from(SEQUENCES))
            text, meant = text + sequence, [*meant, Piece(kind, sequence)]
        else:
            pasted = draw(st.sampled_from(PASTES))
            text += f"\x1b[200~{pasted}\x1b[201~"
            meant = [*meant, Piece(kind, pasted)]
    return text, meant


@given(given_=inputs(), places=st.lists(st.integers(0, 200)), gap=st.floats(0, 0.4))
def test_from_far_away_every_cut_is_put_together(
    given_: tuple[str, list[Piece]], places: list[int], gap: float
) -> None:
    """Where the session is remote, any cuts with gaps up to 400 ms change nothing at all."""
    text, meant = given_
    assert run(cut(text, places, gap), REMOTE) == meant


@given(
    sequence=st.sampled_from(SEQUENCES),
    places=st.lists(st.integers(0, 40)),
    gap=st.floats(0, 0.4),
    patience=st.sampled_from([NEAR, REMOTE]),
)
def test_a_broken_sequence_does_its_work_or_nothing(
    sequence: str, places: list[int], gap: float, patience: Patience
) -> None:
    """Nothing is typed by a sequence in pieces; at most Esc, which was read as the key."""
    pieces = run(cut(sequence, places, gap), patience)
    assert pieces in ([Piece(Kind.SEQUENCE, sequence)], [Piece(Kind.TYPED, ESC)])


@given(sequence=st.sampled_from(SEQUENCES), places=st.lists(st.integers(0, 40), min_size=1))
def test_what_comes_after_all_patience_is_over_types_nothing(
    sequence: str, places: list[int]
) -> None:
    """A rest that comes later than is waited for, but is still known as one, is swallowed."""
    places = [2 if sequence.startswith(("\x1b[", "\x1bO")) else 3, *places]
    places = [max(place % len(sequence), 3 - (sequence[1] == "[")) for place in places]
    pieces = run(cut(sequence, places, NEAR.hold + NEAR.late / 2))
    assert all(piece.kind is Kind.SEQUENCE for piece in pieces)


@pytest.mark.parametrize("gap", [0.0, 0.02, 0.09])
@pytest.mark.parametrize("patience", [NEAR, REMOTE])
@pytest.mark.parametrize("letter", ["a", "å", "1", "\r", "O", "P", "]", "_"])
def test_esc_and_a_letter_are_both_read(letter: str, patience: Patience, gap: float) -> None:
    """Esc and a character right after it are two keys."""
    pieces = run([(0, ESC), (gap, letter)], patience)
    assert pieces == [Piece(Kind.TYPED, ESC), Piece(Kind.TYPED, letter)]
    assert run([(0, ESC), (gap, letter), (1, "e")], patience)[2:] == [Piece(Kind.TYPED, "e")]


def test_esc_alone_is_quick_near_by() -> None:
    """On a local terminal Esc is read within 150 ms."""
    assembler = Assembler(NEAR)
    assert assembler.feed(ESC, 0.0) == []
    assert assembler.deadline is not None
    assert assembler.deadline < 0.15
    assert assembler.tick(assembler.deadline) == [Piece(Kind.TYPED, ESC)]


def test_esc_twice_is_two_keys() -> None:
    """Esc, Esc and a key that is a sequence are three keys."""
    pieces = run([(0, ESC + ESC + "\x1b[A")])
    assert [piece.text for piece in pieces] == [ESC, ESC, "\x1b[A"]


def test_a_terminal_that_names_esc_sends_no_lone_one() -> None:
    """Where Esc is known to come as a sequence, a lone one waits for its rest."""
    assembler = Assembler(NEAR)
    assembler.certain_escape = True
    assert assembler.feed(ESC, 0.0) == assembler.tick(0.4) == []
    assert assembler.feed("[18~", 0.4) == [Piece(Kind.SEQUENCE, "\x1b[18~")]


def test_a_sequence_that_never_ends_is_let_go() -> None:
    """What begins a sequence and is not ended does not keep the keys from working."""
    assert run([(0, "\x1b[1"), (30, "b")]) == [Piece(Kind.TYPED, "b")]
    assert run([(0, "\x1b[1\r")]) == [Piece(Kind.TYPED, "\r")]
    assert run([(0, "\x1b]11;" + "x" * 5000 + "\x07"), (9, "b")])[-1] == Piece(Kind.TYPED, "b")


def test_a_paste_without_an_end_is_a_paste_all_the_same() -> None:
    """Where the end of a paste is lost, its text is still no keys."""
    pieces = run([(0, "\x1b[200~Anne\n7"), (30, "b")])
    assert pieces == [Piece(Kind.PASTED, "Anne\n7"), Piece(Kind.TYPED, "b")]
