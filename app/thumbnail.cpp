// SPDX-License-Identifier: GPL-3.0-or-later
// madang-thumbnail: a small copy of a picture, from standard input to standard output. The host
// starts it for each picture of a stranger, so that a flaw in a decoder is not one of the host.

#include "pictures/confinement.h"
#include "pictures/smallpicture.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

namespace {

constexpr int side = 640; ///< Twice what is shown, for sharp screens.

enum ExitCode { Made, NotMade, WrongUse };

int complain(const char *why, ExitCode code)
{
    std::fprintf(stderr, "madang-thumbnail: %s\n", why);
    return code;
}

} // namespace

int main(int argc, char **argv)
{
    // Qt looks for the plugins of picture formats where the program is.
    const QCoreApplication application(argc, argv);
    if (argc > 1)
        return complain("reads a picture from standard input and writes a small copy of it",
                        WrongUse);
    if (!Pictures::confine())
        return complain("this system does not let it be confined", WrongUse);
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return complain("standard input cannot be read", WrongUse);
    const auto picture = Pictures::readSmall(input, side);
    if (!picture)
        return complain(picture.error() == Pictures::Problem::TooLarge ? "too many pixels"
                                                                       : "not a picture",
                        NotMade);
    const QByteArray bytes = Pictures::toBytes(*picture);
    QFile output;
    if (bytes.isEmpty() || !output.open(stdout, QIODevice::WriteOnly) ||
        output.write(bytes) != bytes.size() || !output.flush())
        return complain("the copy cannot be written", NotMade);
    return Made;
}
