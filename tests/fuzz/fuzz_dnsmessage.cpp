// SPDX-License-Identifier: GPL-3.0-or-later
// A packet as anybody may send it to the port of mDNS. Whatever it is: nothing read is beyond the
// limits, what is written of it reads the same, and what a service says of itself is cleaned.
#include "discovery/announcementtext.h"
#include "discovery/dnsmessage.h"

#include <cstdint>
#include <cstdlib>

using namespace Discovery;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkName(const DnsName &name)
{
    require(name.wire().size() < DnsName::longestName);
    for (const QByteArray &label : name.labels())
        require(!label.isEmpty() && label.size() <= DnsName::longestLabel);
    require(DnsName(name.labels()) == name);
}

void checkAnnouncement(const Record &record)
{
    const Announcement told =
        readAnnouncement(record.name.firstLabel(), 1, std::get<TxtData>(record.data));
    require(!told.name.isEmpty() && told.name.toUtf8().size() <= DnsName::longestLabel);
    require(cleanInstance(told.name) == told.name);
    require(labelOf(numberedInstance(told.name, 2000)).size() <= DnsName::longestLabel);
    require(told.hostId.size() <= 64 && told.version.size() <= 32);
    require(told.fingerprint.isEmpty() || told.fingerprint.size() == 32);
    require(told.people >= 0);
    require(readAnnouncement(labelOf(told.name), 1, writeAnnouncement(told)) == told);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto read = readMessage(
        QByteArrayView(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (!read)
        return 0;
    require(static_cast<qsizetype>(size) <= longestMessage);
    require(read->questions.size() <= mostQuestions);
    require(read->answers.size() + read->authorities.size() + read->additionals.size() <=
            mostRecords);
    for (const Question &question : read->questions)
        checkName(question.name);
    for (const QList<Record> &section : {read->answers, read->authorities, read->additionals}) {
        for (const Record &record : section) {
            checkName(record.name);
            require(sameRecord(record, record));
            if (std::holds_alternative<TxtData>(record.data))
                checkAnnouncement(record);
        }
    }
    if (const auto written = writeMessage(*read)) {
        require(written->size() <= longestMessage);
        const auto again = readMessage(*written);
        require(again && *again == *read);
        require(writeMessage(*again) == written);
    }
    return 0;
}
