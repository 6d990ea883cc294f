// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/identitywords.h"

#include <QFrame>

class QLabel;

namespace Ui {

class Appearance;
class IdentityPicture;

/// One identity to compare: picture, words in the language of the program and in the other one,
/// and the whole fingerprint, all of which can be selected and copied.
class IdentityCard : public QFrame {
    Q_OBJECT
public:
    /// `title`: whose or when; empty: none. `fingerprint`: 32 bytes.
    IdentityCard(const QString &title, const QByteArray &fingerprint, const Appearance &appearance,
                 QWidget *parent);

    /// All of it as lines of text.
    QString text() const;
    /// Whether the words are there.
    bool isReady() const { return !m_words.hash().isEmpty(); }

Q_SIGNALS:
    void ready();

private:
    void showWords();

    IdentityWords m_words;
    IdentityPicture *m_picture = nullptr;
    QLabel *m_own = nullptr;
    QLabel *m_other = nullptr;
    QLabel *m_fingerprint = nullptr;
};

} // namespace Ui
