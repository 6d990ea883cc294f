// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class Desktop;

// What is measured in the desktop program itself; each part tell()s its figures.

/// Name of the rooms that the folders of the parts have.
constexpr auto longRoom = "long";
constexpr int longRoomMessages = 100'000;
constexpr int manyRooms = 10;
constexpr int manyRoomsMessages = 10'000;

/// Opens the ten rooms, then reads all that was said in them.
void measureMemory(Desktop &desktop);
/// Joins the long room, for measureFirstOpening() of another process.
void joinLongRoom(Desktop &desktop);
/// One is a member, but the room was not shown in this process yet.
void measureFirstOpening(Desktop &desktop);
/// Opening, appending and typing, with all of the long room here. `stompload`: what talks.
void measureLongRoom(Desktop &desktop, const char *stompload, const char *webSocket);
