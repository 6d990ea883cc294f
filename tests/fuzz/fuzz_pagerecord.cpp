// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a record of a damaged log. Whatever they are: nothing is read beyond them, and what
// is taken for a record has no more in it than they.
#include "server/upkeep/treewalk.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView record(data, qsizetype(size));
    const auto values = Server::recordValues(record);
    if (!values)
        return 0;
    qsizetype bytes = 0;
    for (const QVariant &value : *values) {
        if (value.typeId() == QMetaType::QByteArray)
            bytes += value.toByteArray().size();
        else if (value.typeId() == QMetaType::QString)
            bytes += value.toString().size();
    }
    if (bytes > record.size() || values->size() > record.size())
        std::abort();
    return 0;
}
