// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Ui {

/// What of a room one wants to be told of at once.
enum class NoticeLevel {
    Everything,
    Mentions, ///< What speaks to us, and what is said in a conversation of two.
    Nothing,  ///< Not even that.
};

/// What a person chose for all rooms.
struct NoticeSettings {
    bool notices = true;
    bool sounds = true;
    bool showsText = true;          ///< What was said …
    bool showsTextOfGuests = false; ///< … also by guests, whose names nobody has proved.

    friend bool operator==(const NoticeSettings &, const NoticeSettings &) = default;
};

/// Something that somebody else has just said, as far as it matters here.
struct Arrival {
    bool guest = false;      ///< The sender's name is not proved.
    bool speaksToUs = false; ///< Mentions us, or everybody.
    bool betweenTwo = false; ///< In a conversation of two.
};

/// How things are here.
struct Surroundings {
    bool windowActive = false; ///< Any window of the program has the keyboard.
    bool doNotDisturb = false;
    NoticeLevel level = NoticeLevel::Everything; ///< Of the room.
};

/// Whether, and how, somebody is called.
struct Call {
    bool notice = false;
    bool sound = false;
    bool showsText = false; ///< With a notice: the words, not only who said something.

    friend bool operator==(const Call &, const Call &) = default;
};

/// The one place where it is decided whether a message calls somebody. Bounds for many messages are
/// NoticePace's.
Call callFor(const Arrival &arrival, const Surroundings &surroundings,
             const NoticeSettings &settings);

} // namespace Ui
