# SPDX-License-Identifier: GPL-3.0-or-later
"""The windows of a program as assistive technology has them: roles, names and states over AT-SPI,
and nothing else."""
import re
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib

PATIENCE = 60  # seconds, for a busy machine
TICK = 20  # milliseconds between looks, when nothing is told meanwhile
MOST_ROWS = 60  # of a list; what is further down is out of sight

# What one does something with: it has to say what it is.
NAMED = {"alert", "check box", "check menu item", "combo box", "dialog", "entry", "link", "list",
         "list item", "menu item", "page tab", "page tab list", "password text", "push button",
         "radio button", "radio menu item", "slider", "spin button", "table", "table cell", "text",
         "toggle button", "tree", "tree item"}
# As later versions of AT-SPI and Qt call what Debian 12 has.
OTHER_NAMES = {"button": "push button", "push button menu": "push button"}
# What Qt calls a part of a window that only passes the keys on to what is in it.
PASSES_ON = {"filler", "panel", "scroll pane"}
# Of these the outermost is the window.
WINDOWS = {"alert", "dialog", "frame"}
# What its arrows lead to, in what Tab leads to.
BY_ARROWS = {"list item", "menu item", "page tab", "radio button", "table cell", "tree item"}
MARKUP = re.compile(r"</?(a|b|br|html|p|qt|span)\b[^>]*>")


def fits(wanted, name):
    """`wanted`: the name, or how it begins, with … at its end."""
    return name.startswith(wanted[:-1]) if wanted.endswith("…") else name == wanted


def role_of(accessible):
    name = accessible.get_role_name()
    return OTHER_NAMES.get(name, name)


class Gone(Exception):
    """What was looked at is not there any more."""


class Node:
    """One accessible, as it was when it was looked at."""

    def __init__(self, accessible, path, window=None):
        try:
            self.accessible = accessible
            self.role = role_of(accessible)
            self.name = accessible.get_name()
            self.description = accessible.get_description()
            self.states = {state.value_nick for state in accessible.get_state_set().get_states()}
        except GLib.Error as why:
            raise Gone(str(why)) from why
        self.path = [*path, f"{self.role} '{self.name}'"]
        self.window = window or (self if self.role in WINDOWS else None)

    def __str__(self):
        return " > ".join(self.path)

    def child_nodes(self):
        try:
            count = self.accessible.get_child_count()
            if "manages-descendants" in self.states:
                count = min(count, MOST_ROWS)
            children = [self.accessible.get_child_at_index(i) for i in range(count)]
        except GLib.Error as why:
            raise Gone(str(why)) from why
        return [Node(child, self.path, self.window) for child in children if child]

    def labels(self):
        """The names of what AT-SPI says are its labels."""
        try:
            relations = [relation for relation in self.accessible.get_relation_set()
                         if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY]
            return [relation.get_target(i).get_name() for relation in relations
                    for i in range(relation.get_n_targets())]
        except GLib.Error as why:
            raise Gone(str(why)) from why

    def options(self):
        """Of a combo box, shown or not."""
        return [option.name for part in self.child_nodes() for option in part.child_nodes()]


def shown(node, found):
    """It, and what is to be seen in it."""
    found.append(node)
    for child in node.child_nodes():
        if "showing" in child.states:
            shown(child, found)
    return found


def idle(nodes):
    """Those that can have the keys by their states, do nothing by their roles, and have nothing in
    them to pass the keys on to."""
    return [node for node in nodes if "focusable" in node.states and node.role in PASSES_ON and
            not any("focusable" in other.states and other.path[:len(node.path)] == node.path
                    for other in nodes if other is not node)]


def out_of_reach(nodes, window, told):
    """Those of the window that can have the keys, and were not told to have them, nor what they are
    in. A label takes them by the mouse alone, so that its text can be marked."""
    return [node for node in nodes if {"focusable", "enabled"} <= node.states and
            node.role not in BY_ARROWS | PASSES_ON | {"label"} and
            node.window and node.window.accessible == window.accessible and
            node.accessible not in told and node.accessible.get_parent() not in told]


def complaint(node):
    """What somebody would miss who knows of it by its role, name and states alone."""
    takes_keys = "focusable" in node.states
    if MARKUP.search(node.name) or MARKUP.search(node.description):
        return f"has markup in what is read out: {node.description!r}"
    if not node.name.strip():
        return "has no name" if node.role in NAMED or (takes_keys and node.role == "label") else None
    if takes_keys and node.role not in NAMED | PASSES_ON | {"label"}:
        return f"can have the keys, but its role does not tell what for: {node.role}"
    if node.role == "combo box" and node.name in node.options() and not node.labels():
        return "says what is chosen, but not what is to be chosen"
    return None


class Reader:
    """What a screen reader knows: the tree when it asks, and what it is told."""

    def __init__(self):
        Atspi.init()
        Atspi.set_timeout(PATIENCE * 1000, PATIENCE * 1000)
        self.desktop = Atspi.get_desktop(0)
        self.desktop.set_cache_mask(Atspi.Cache.NONE)
        self.focus = []  # (role, name), in their order
        self.told = []  # the same themselves
        self.announced = []
        self.listeners = []
        self.listen("object:state-changed:focused", self.take_focus)
        self.listen("object:state-changed:showing", self.take_shown)

    def listen(self, event, take):
        listener = Atspi.EventListener.new(take)
        listener.register(event)
        self.listeners.append(listener)

    def take_focus(self, event):
        if event.detail1:
            try:
                self.focus.append((role_of(event.source), event.source.get_name()))
                self.told.append(event.source)
            except GLib.Error:
                pass  # gone already

    def take_shown(self, event):
        try:
            if event.detail1 and role_of(event.source) == "notification":
                self.announced.append(event.source.get_name())
        except GLib.Error:
            pass

    def until(self, what, condition, patience=PATIENCE):
        """What the condition gives, once it gives something; it may look at what goes meanwhile."""
        end = time.monotonic() + patience
        context = GLib.MainContext.default()
        tick = GLib.timeout_add(TICK, lambda: GLib.SOURCE_CONTINUE)
        try:
            while True:
                context.iteration(True)
                while context.iteration(False):
                    pass
                try:
                    if found := condition():
                        return found
                except (Gone, GLib.Error):
                    pass
                if time.monotonic() > end:
                    raise AssertionError(f"{what}: not within {patience} s\nthe keys were at "
                                         f"{self.focus[-5:]}\n{self.dump()}")
        finally:
            GLib.source_remove(tick)

    def nodes(self):
        """All that is to be seen of all windows; and of what popped up, which is in no window's
        tree, that with the keys."""
        found = shown(Node(self.desktop, []), [])
        known = {node.accessible for node in found}
        above, outside = self.told[-1] if self.told else None, None
        while above and above not in known:
            outside, above = above, above.get_parent()
        if not outside:
            return found
        popped = Node(outside, [])
        popped.window = popped  # whatever its role: Qt 6.4 calls it a frame, Qt 6.8 a panel
        return shown(popped, found) if "showing" in popped.states else found

    def dump(self):
        try:
            return "\n".join("  " * len(node.path) + f"{node.path[-1]} {node.description!r} "
                             f"{sorted(node.states)}" for node in self.nodes())
        except (Gone, GLib.Error) as why:
            return str(why)

    def find(self, role, name):
        return [node for node in self.nodes() if node.role == role and fits(name, node.name)]

    def wait_for(self, role, name):
        return self.until(f"{role} {name!r}", lambda: self.find(role, name))[0]

    def wait_focus(self, role, name):
        """It was the last to be told to have the keys."""
        self.until(f"the keys at {role} {name!r}", lambda: self.focus and
                   self.focus[-1][0] == role and fits(name, self.focus[-1][1]))
        return self.focus[-1][1]
