#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""reader.py MADANG: somebody who cannot see uses the desktop by its keyboard, and knows of it what
assistive technology is told over AT-SPI: roles, names, states. In each window that opens, all that
one can do something with must have a name, and be what it looks like.
"""
import asyncio
import json
import os
import re
import sys
import tempfile
from pathlib import Path

DEBIAN = "/usr/bin/python3"  # the interpreter that python3-gi is for
try:
    import gi
    gi.require_version("Atspi", "2.0")
except (ImportError, ValueError):
    if os.path.exists(DEBIAN) and "again" not in sys.argv:
        os.execv(DEBIAN, [DEBIAN, "-B", *sys.argv, "again"])
    print("not run: python3-gi or gir1.2-atspi-2.0 is not installed")
    sys.exit(1 if os.environ.get("MADANG_RUN_ALL_TESTS") == "1" else 77)

from screen import Screen, missing, press, write
from spoken import BY_ARROWS, PATIENCE, Reader, complaint, idle, out_of_reach

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))
from soak import Peer

MOST_STEPS = 80  # of Tab, through a whole window
BRIEFLY = 5  # seconds, once something is wrong anyway
TIME = re.compile(r"\d?\d:\d\d")
ROLES = {"check box", "combo box", "dialog", "list", "list item", "menu item", "page tab",
         "page tab list", "push button", "table", "text"}


async def talk(port, name, texts):
    """Somebody else comes in and says that, and goes."""
    peer = await Peer.connect(("127.0.0.1", port))
    await peer.login()
    for text in texts:
        said = {"type": "TALK", "roomId": "lobby", "sender": name, "message": text}
        peer.frame("SEND", json.dumps(said).encode(), destination="/app/chat/message",
                   content_type="application/json", receipt=text)
    for _ in texts:
        await peer.expect(b"RECEIPT")
    peer.reset()


class Story:
    def __init__(self, reader):
        self.reader = reader
        self.wrong = []  # in the order in which it was come upon
        self.known = set()  # complaints of those, which are said once
        self.roles = set()  # that were seen

    def expect(self, holds, sentence):
        if not holds:
            print(f"WRONG {sentence}", flush=True)
            self.wrong.append(sentence)

    def look(self, where):
        """At all windows as they are now. What is only being built may still get its name."""
        nodes, complaints = [], set()

        def is_good():
            nonlocal nodes, complaints
            nodes = self.reader.nodes()
            self.roles.update(node.role for node in nodes)
            complaints = {f"{node} {said}" for node in nodes if (said := complaint(node))}
            complaints |= {f"{node} can have the keys, and does nothing" for node in idle(nodes)}
            complaints -= self.known
            return not complaints
        try:
            self.reader.until(where, is_good, BRIEFLY if self.wrong else PATIENCE)
        except AssertionError:
            self.expect(complaints, f"{where} cannot be looked at")
        for one in sorted(complaints):
            self.expect(False, f"{where}: {one}")
        self.known |= complaints
        print(f"{where}: {len(nodes)} accessibles", flush=True)
        return nodes

    def move(self, key):
        """With a key that moves the keys; gives where they are then."""
        before = len(self.reader.focus)
        press(key)
        self.reader.until(f"{key} moves the keys", lambda: len(self.reader.focus) > before)
        return self.reader.focus[-1]

    def go_round(self, where):
        """By Tab, until the keys are back: it leads to all that takes them, and is caught nowhere."""
        reader = self.reader
        begin = [reader.told[-1]]
        if reader.focus[-1][0] in BY_ARROWS:
            begin.append(begin[0].get_parent())
        nodes = self.look(where)
        window = next(node.window for node in nodes if node.accessible == begin[0])
        if not out_of_reach(nodes, window, begin):
            return
        before = len(reader.told)
        for _ in range(MOST_STEPS):
            self.move("Tab")
            if any(told in begin for told in reader.told[before:]):
                break
        else:
            raise AssertionError(f"{where}: Tab does not lead back to {reader.focus[before - 1]}")
        for node in out_of_reach(reader.nodes(), window, reader.told[before:]):
            self.expect(False, f"{where}: Tab does not lead to {node}")

    def reach(self, role, name, key="Tab"):
        """By that key alone."""
        for _ in range(MOST_STEPS):
            self.move(key)
            found = [node for node in self.reader.find(role, name) if "focused" in node.states]
            if found and self.reader.told[-1] == found[0].accessible:
                return found[0]
        raise AssertionError(f"{key} never leads to {role} {name!r}")

    def leave(self, role="text", name="Write to…"):
        """By Escape, which leads back to that."""
        press("Escape")
        self.reader.wait_focus(role, name)

    def arrive(self, field):
        """In another room: its field has the keys, and one is told, by a focus that moves there or,
        where it was in the field before, by a sentence."""
        reader = self.reader
        reader.until(f"told to be at {field!r}", lambda: (
            any("focused" in node.states for node in reader.find("text", field)) and
            (("text", field) == reader.focus[-1] or reader.announced[-1:] == [field])))
        self.expect(reader.focus[-1][0] == "text",
                    f"the keys are at {field!r}, and told to be at {reader.focus[-1]}")

    def choose(self, name):
        """In the menu that opens now."""
        press("Down")
        self.reader.wait_focus("menu item", "…")
        self.look(f"the menu with {name}")
        for _ in range(MOST_STEPS):
            if self.reader.focus[-1][1] == name:
                return press("Return")
            self.move("Down")
        raise AssertionError(f"the menu has no {name!r}")

    # ------------------------------------------------------------------------------ the parts

    def begin(self):
        # What had the keys before the program was with the bus was told to nobody.
        self.reader.until("the keys at the field for the name", lambda: any(
            "focused" in node.states for node in self.reader.find("text", "Your name")))
        self.go_round("the page for the name")
        write("kim")
        self.reach("push button", "Go on")
        press("space")
        self.reader.wait_for("push button", "Open a host here")
        self.look("the start page")
        self.reach("push button", "Open a host here")
        press("space")
        self.reader.wait_focus("text", "Write to Lobby")
        self.look("a room where nothing was said")

    def row(self, name):
        """Of the timeline, which has to say who, what and when."""
        row = self.reader.wait_for("list item", name)
        self.expect("list 'Messages'" in row.path, f"{row} is not in the timeline")
        self.expect(TIME.search(row.description), f"{row} does not say when: {row.description!r}")
        return row

    def converse(self):
        write("hello there")
        press("Return")
        self.row("kim: hello there…")
        self.go_round("a room")
        self.reach("push button", "About this host")
        press("space")
        self.reader.wait_focus("push button", "Copy…")
        self.go_round("what is told of the host")
        port = int(self.reader.focus[-1][1].rpartition(":")[2])
        self.leave("push button", "About this host")
        self.leave()
        asyncio.run(talk(port, "lee", ["good morning"]))
        self.row("lee: good morning")
        self.reader.until("what lee says is said at once",
                          lambda: "lee: good morning" in self.reader.announced)
        before = len(self.reader.announced)
        asyncio.run(talk(port, "lee", [f"word {i}" for i in range(5)]))
        self.row("lee: word 4")

        def told():
            """How many messages, whether one by one or together."""
            return sum(int(new[1]) if (new := re.match(r"(\d+) new messages$", one)) else
                       one.startswith("lee: word ") for one in self.reader.announced[before:])
        self.reader.until("five messages are told of", lambda: told() == 5)
        self.expect(not any("kim:" in one for one in self.reader.announced),
                    f"what one says oneself is announced: {self.reader.announced}")

    def read_back(self):
        press("shift+F6")
        self.reader.wait_focus("list item", "…")
        press("End")
        self.reader.wait_focus("list item", "lee: word 4")
        press("Up")
        line = "list item", "lee: word 3"
        self.reader.wait_focus(*line)
        for key, dialog, role, name in (("f", "Forward", "text", "Find a room"),
                                        ("i", "About this message", "push button", "Close")):
            press(key)
            self.reader.wait_for("dialog", dialog)
            self.reader.wait_focus(role, name)
            self.go_round(dialog)
            self.leave(*line)
        press("plus")
        self.reader.wait_focus("text", "Find an emoji")
        self.look("the emoji for a line")
        write("rocket")
        self.reader.until("the rocket is found", lambda: "rocket" in
                          self.reader.find("text", "Find an emoji")[0].description)
        self.look("the emoji that are found")
        press("Return")
        self.reader.wait_focus(*line)
        self.reader.until("the line says that a rocket was put on it", lambda: "\U0001f680 1" in
                          self.reader.find(*line)[0].description)
        press("Menu")
        self.choose("Answer")
        self.reader.wait_focus("text", "Write to Lobby")
        self.look("an answer")
        write("which word?")
        press("Return")
        answer = self.row("kim: which word?…")
        self.expect("lee: word 3" in answer.description,
                    f"{answer} does not say what it answers: {answer.description!r}")
        press("shift+F6")
        self.reader.wait_focus("list item", "…")
        press("End")
        self.reader.wait_focus("list item", "kim: which word?…")
        press("Menu")
        self.choose("Delete…")
        self.reader.wait_focus("push button", "Cancel")
        self.go_round("the question before something is deleted")
        self.leave("list item", "kim: which word?…")
        press("F6")
        self.reader.wait_focus("text", "Write to Lobby")

    def go_elsewhere(self):
        press("ctrl+n")
        self.reader.wait_focus("text", "Name of the room")
        self.go_round("the dialog for a room")
        write("plans")
        press("Return")
        self.arrive("Write to plans")
        press("ctrl+k")
        self.reader.wait_focus("text", "Go to a room or a person")
        write("lob")
        self.reader.until("Lobby is found", lambda: any(
            "list 'Rooms and people found'" in node.path
            for node in self.reader.find("list item", "Lobby…")))
        self.look("the quick switcher")
        press("Return")
        self.arrive("Write to Lobby")
        rooms = self.reader.find("list item", "…")
        self.expect(any("list 'Rooms'" in node.path and "selected" in node.states and
                        node.name.startswith("Lobby") for node in rooms),
                    "the list of rooms does not say which one is shown")
        press("alt+Down")
        self.arrive("Write to plans")

    def switch(self):
        """A check box, and a box of choices."""
        box = self.reach("check box", "Details of this room")
        self.expect("checked" in box.states, "the details are there, and their switch is not checked")
        press("space")
        self.reader.until("the switch is not checked any more", lambda: "checked" not in
                          self.reader.find("check box", "Details of this room")[0].states)
        press("space")
        self.reader.until("the switch is checked again", lambda: "checked" in
                          self.reader.find("check box", "Details of this room")[0].states)
        press("ctrl+f")
        self.reader.wait_focus("text", "Find what was said")
        self.reach("combo box", "Where it was said…")
        self.go_round("the search")
        press("space")
        self.reader.until("the choices are open", lambda: "expanded" in
                          self.reader.find("combo box", "Where it was said…")[0].states)
        self.leave("combo box", "Where it was said…")
        self.reach("page tab list", "Find messages", "shift+Tab")
        for tab in ("Files of this room", "Pinned messages", "People in this room"):
            press("Left")
            self.reader.wait_for("page tab list", tab)
            self.go_round(tab)
        self.leave()

    def open_all(self):
        """What else opens by keys."""
        self.reach("push button", "Emoji")
        press("space")
        self.reader.wait_focus("text", "Find an emoji")
        self.look("the emoji")
        self.leave()
        self.reach("push button", "How others see you…")
        press("space")
        press("Down")
        self.reader.wait_focus("menu item", "Online…")
        self.look("how others see one")
        self.expect("checked" in self.reader.find("menu item", "Online…")[0].states,
                    "the menu does not say how others see one now")
        self.leave("push button", "How others see you…")
        self.leave()
        for keys, role, name in (("ctrl+shift+n", "text", "Find people by their names"),
                                 ("ctrl+e", "combo box", "…")):
            press(keys)
            self.reader.wait_focus(role, name)
            self.go_round(f"what {keys} opens")
            self.leave()
        for keys, dialog in (("ctrl+shift+a", "My account"),
                             ("ctrl+shift+s", "Status of this host")):
            press(keys)
            self.reader.wait_for("dialog", dialog)
            self.look_at_tabs(dialog)
            self.leave()

    def look_at_tabs(self, dialog):
        """Of a dialog, from the first one on."""
        def named(role):
            return [node.name for node in self.reader.find(role, "…")
                    if f"dialog '{dialog}'" in node.path]
        last = named("page tab")[-1]  # Qt gives hidden ones, too
        if self.reader.focus[-1][0] != "page tab list":
            self.reach("page tab list", "…", "shift+Tab")
        while True:
            shown = named("page tab list")
            self.go_round(f"{dialog}: {shown[0]}")
            if shown == [last]:
                break
            press("Right")
            self.reader.until("the next tab", lambda: named("page tab list") != shown)

    def look_at_settings(self):
        press("ctrl+comma")
        self.reader.wait_focus("text", "Find a setting")
        pages = [node.name for node in self.reader.find("list item", "…")
                 if "list 'Pages'" in node.path]
        self.expect(len(pages) > 5, f"the settings have only the pages {pages}")
        self.reach("list", "Pages")
        self.go_round(f"settings: {pages[0]}")
        for page in pages[1:]:
            press("Down")
            self.reader.wait_focus("list item", page)
            self.go_round(f"settings: {page}")
        self.leave()
        for item, dialog, role, name in (
                ("Change topic…", "Topic of plans", "text", "Topic"),
                ("Webhooks…", "Webhooks", "push button", "New webhook")):
            self.reach("push button", "Menu of this room")
            press("space")
            self.choose(item)
            self.reader.wait_for("dialog", dialog)
            self.reader.wait_focus(role, name)
            self.go_round(dialog)
            self.leave("push button", "Menu of this room")
        press("space")
        self.choose("Room settings…")
        self.reader.wait_for("dialog", "Room settings")
        self.look_at_tabs("Room settings")
        self.leave("push button", "Menu of this room")


def main(binary):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        screen = Screen(folder)
        try:
            reader = Reader()
            screen.program(binary, "--profile", str(folder / "profile"), "--port", "0")
            story = Story(reader)
            for part in (story.begin, story.converse, story.read_back, story.go_elsewhere,
                         story.switch, story.open_all, story.look_at_settings):
                print(f"-- {part.__name__}", flush=True)
                part()
            story.expect(ROLES <= story.roles, f"no {sorted(ROLES - story.roles)} in any window")
        except Exception:  # what the programs said may tell why
            print((folder / "errors").read_text(errors="replace"))
            raise
        finally:
            screen.end()
    print(f"{len(story.wrong)} wrong", *story.wrong, sep="\n")
    return 1 if story.wrong else 0


if __name__ == "__main__":
    if why := missing():
        print(f"not run: {why}")
        sys.exit(1 if os.environ.get("MADANG_RUN_ALL_TESTS") == "1" else 77)
    sys.exit(main(sys.argv[1]))
