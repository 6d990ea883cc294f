// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/drafts.h"

#include <QObject>
#include <QPointer>

namespace Ui {

class ChatClient;
class Composer;

/// Keeps what is written in the field, and puts back what an earlier run of the program left of it;
/// until it is said, its room goes, or one leaves the host for good.
class DraftKeeping : public QObject {
    Q_OBJECT
public:
    /// Dies with the composer, which shows no room yet.
    DraftKeeping(ChatClient &client, Composer &composer);
    ~DraftKeeping() override;

private:
    QPointer<Drafts> m_drafts;
};

} // namespace Ui
