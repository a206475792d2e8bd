"""Takes keys in the order in which they were pressed, also those that run ahead of the screen."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message import Message
from textual.message_pump import MessagePump

from kvip_tui.domain.text.legible import legible, visible
from kvip_tui.ui.function_chord import FunctionChord

# No key waits for more turns of the loop than this for the one before it, whatever that one has
# set in motion. Turns are counted, not time: a program that was held up has not been waited for.
MOST_TURNS = 40
TURN = 0.025


class KeysInOrder(App[None]):
    """An app in which each key has its whole effect before the next one is looked at."""

    _in_hand: events.Key | None = None
    _came_back = False

    def __init__(self) -> None:
        super().__init__()
        self._chord = FunctionChord()

    def chord_begun(self) -> None:
        """Say that the digit of a function key is waited for; an app without words says nothing."""

    async def on_event(self, event: events.Event) -> None:
        """Take an event, and what is typed only when what was typed before has been worked off.

        Textual hands a key on and takes the next at once: of a note that is typed fast, letters
        would reach the day screen, where they give people the floor, and Enter would overtake them.
        A key that the field does not write, as Backspace, comes back to the app, which knows what
        it is bound to; it is carried out then and there, not behind the letters typed after it.
        What is pasted comes as it may be shown: a field draws on the terminal what stands in it.
        """
        if isinstance(event, events.Paste) and not event.is_forwarded:
            event.text = visible(legible(event.text))
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if not typed:
            await super().on_event(event)
            return
        if isinstance(event, events.Key) and (key := self._chord.press(event.key)) != event.key:
            if not key:
                self.chord_begun()
                return
            event = events.Key(key, None)
        if not isinstance(event, events.Key):
            await self._take(event)
            return
        for admitted in self.admitted(event):
            await self._take(admitted)

    def admitted(self, event: events.Key) -> Sequence[events.Key]:
        """Return the keys that are let through for one that was pressed; here it is that one."""
        return [event]

    async def _take(self, event: events.Event) -> None:
        """Let an event have its whole effect."""
        target = self.focused or self.screen
        self._in_hand, self._came_back = event if isinstance(event, events.Key) else None, False
        try:
            await super().on_event(event)
            await self._all_worked_off(target)
        finally:
            self._in_hand = None
        if self._came_back:
            await super().on_event(event)
            await self._all_worked_off(target)

    def post_message(self, message: Message) -> bool:
        """Queue a message; the key in hand that comes back is not put behind others."""
        if message is not self._in_hand:
            return super().post_message(message)
        self._came_back = True
        return True

    async def _all_worked_off(self, target: DOMNode) -> None:
        for node in target.ancestors_with_self:
            if node is not self:
                await _worked_off(node)


async def _worked_off(node: MessagePump) -> None:
    """Wait until a widget has handled every message that has reached it so far."""
    done = asyncio.Event()
    if node.call_later(done.set):
        for _turn in range(MOST_TURNS):
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), TURN)
                return
