"""The shipped plan of a digital visit is the day plan of the sources."""

from kvip_tui.domain.day.gates import held_back
from kvip_tui.domain.state.plan import HOST, TEAM, USERS, Ends, Privacy, Starts
from tests.store.plans.shipped import block, clock, day, plan


def test_the_digital_day_has_the_times_of_the_day_plan() -> None:
    """The programme 08.30 to 14.15, the discussion inferred, the interviews side by side."""
    rows = [(b.id, clock(b.start), clock(b.end)) for b in day("kvip-digital", "besoksdagen").blocks]
    assert rows == [
        ("teamets-mote", "08.30", "09.00"),
        ("oppstart", "09.00", "09.30"),
        ("pause-formiddag", "09.30", "09.45"),
        ("drofting", "09.45", "11.30"),
        ("lunsj", "11.30", "12.00"),
        ("intervju-pasient", "12.00", "13.00"),
        ("intervju-parorende", "12.00", "13.00"),
        ("pause-ettermiddag", "13.00", "13.15"),
        ("avslutning", "13.15", "14.15"),
    ]
    inferred = [b.id for b in day("kvip-digital", "besoksdagen").blocks if b.inferred]
    assert inferred == ["drofting"]


def test_the_lunch_absorbs_and_the_interviews_are_appointments() -> None:
    """Everything else of the day follows what is before it, as VECTORS has it."""
    blocks = day("kvip-digital", "besoksdagen").blocks
    assert [b.id for b in blocks if b.ends is Ends.FIXED] == ["lunsj"]
    pair = ["intervju-pasient", "intervju-parorende"]
    assert [b.id for b in blocks if b.starts is Starts.APPOINTMENT] == pair
    assert [b.id for b in blocks if b.parallel == "intervju"] == pair
    assert [b.id for b in blocks if b.starts is Starts.FIXED] == ["teamets-mote"]


def test_pauses_lunch_discussion_and_the_last_meeting_may_give_minutes() -> None:
    """The catch-up planner finds blocks that may be shortened, and none else."""
    blocks = day("kvip-digital", "besoksdagen").blocks
    assert {b.id: b.min for b in blocks if b.min is not None} == {
        "pause-formiddag": 10,
        "drofting": 75,
        "lunsj": 20,
        "pause-ettermiddag": 10,
        "avslutning": 45,
    }


def test_the_day_before_is_the_tech_lunch() -> None:
    """11.30–12.30 in the room that is used all the next day."""
    (lunch,) = day("kvip-digital", "besokslunsj").blocks
    room = plan("kvip-digital").room(lunch.room)
    assert day("kvip-digital", "besokslunsj").offset == -1
    assert (clock(lunch.start), clock(lunch.end)) == ("11.30", "12.30")
    assert room is not None
    assert (room.id, room.url, room.meeting_id) == ("join", "https://join.nhn.no/", "716175")


def test_the_host_is_present_until_half_past_eleven() -> None:
    """What is said after that is the team's own, or an interview's."""
    for b in day("kvip-digital", "besoksdagen").blocks:
        hosted = 540 <= (b.start or 0) < 690
        assert (HOST in b.present) == hosted
        assert {TEAM, USERS} <= set(b.present)
        assert (b.privacy is Privacy.PLENUM) == hosted


def test_each_interview_has_its_sensitive_room_and_two_roles() -> None:
    """The host sets the rooms up, so they have no link yet; nobody has a role in both."""
    shipped = plan("kvip-digital")
    pair = [block("kvip-digital", "intervju-pasient"), block("kvip-digital", "intervju-parorende")]
    rooms = [shipped.room(b.room) for b in pair]
    assert all(room and room.sensitive and not room.url for room in rooms)
    assert pair[0].room != pair[1].room
    assert all(b.privacy is Privacy.INTERVIEW for b in pair)
    assert [b.roles for b in pair] == [
        ("intervju-pasient-leder", "intervju-pasient-sekretaer"),
        ("intervju-parorende-leder", "intervju-parorende-sekretaer"),
    ]


def test_the_roles_of_the_day_are_the_seven_of_the_design() -> None:
    """DESIGN 4: leader, secretary, chat, and two for each interview."""
    assert [role.id for role in plan("kvip-digital").roles] == [
        "besoksleder",
        "sekretaer",
        "chatansvarlig",
        "intervju-pasient-leder",
        "intervju-pasient-sekretaer",
        "intervju-parorende-leder",
        "intervju-parorende-sekretaer",
    ]


def test_every_gate_of_the_digital_visit_holds_back_the_interviews() -> None:
    """Sound and picture, declarations, consents and invitations come before noon."""
    shipped = plan("kvip-digital")
    gates = {(b.id, c.id) for _, b in shipped.blocks() for c in b.checks if c.gate}
    assert gates == {
        ("teknisk-test", "lyd-og-bilde"),
        ("teknisk-test", "erklaeringer-sendt"),
        ("teamets-mote", "erklaeringer"),
        ("oppstart", "samtykker"),
        ("oppstart", "invitasjoner"),
    }
    held = held_back(shipped)
    for block_id, _ in gates:
        assert held[block_id] == {"intervju-pasient", "intervju-parorende"}
