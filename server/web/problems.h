// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/authenticator.h"
#include "server/doors/http.h"

#include <chrono>

namespace Server {

/// JSON that is kept nowhere.
HttpResponse jsonAnswer(int status, const QByteArray &body);
/// `{"status", "error", "message"}`: one line, and what to do about it.
HttpResponse problem(int status, const QByteArray &error, const QByteArray &message);
/// The same with Retry-After, which pages of other origins may read, too.
HttpResponse laterProblem(int status, const QByteArray &error, const QByteArray &message,
                          std::chrono::seconds wait);
/// 401, or 429 when nothing was looked at.
HttpResponse deniedAnswer(const AccessDenied &why);
/// Lets a page of that origin, which is an allowed one or none, read the answer.
HttpResponse readableBy(const QByteArray &origin, HttpResponse response);

} // namespace Server
