// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Server {

/// Why the disk did not do what it was asked.
enum class BlobError {
    NotThere,
    WrongOffset, ///< It has more or less than the caller believes.
    Full,        ///< The disk is full, or nearly; nothing was written.
    Away,        ///< A shared folder is not the log's now, as one that is not mounted.
    Failed,      ///< Anything else; the log has the text.
};

} // namespace Server
