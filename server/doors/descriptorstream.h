// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/stream.h"

#include <memory>

namespace Server {

/// A plain connection on its descriptor, on Unix: no buffer of its own, and one notifier while
/// nothing waits to be written.
class DescriptorStream final : public Stream {
public:
    /// Owns the descriptor from here on.
    DescriptorStream(int descriptor, const QHostAddress &peer, Reception::Place place);
    ~DescriptorStream() override;

    qsizetype read(char *to, qsizetype most) override;
    qsizetype peek(char *to, qsizetype most) override;
    void setReading(bool reading) override;
    bool isHalfOpen() const override { return m_descriptor >= 0 && !m_failed; }
    void flush() override;
    void shutdownWrite() override;
    void abort() override;
    bool isEncrypted() const override { return false; }

    /// Gives the descriptor away, with all that was not read; this object has no more to do.
    int release();

private:
    class Notifier;
    struct Forget {
        void operator()(Notifier *notifier) const;
    };
    qsizetype receive(char *to, qsizetype most, int flags);
    void writable();

    int m_descriptor;
    bool m_failed = false; ///< In either direction.
    std::unique_ptr<Notifier, Forget> m_reads;
    std::unique_ptr<Notifier, Forget> m_writes; ///< Only while the kernel takes no more.
};

} // namespace Server
