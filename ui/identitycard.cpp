// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/identitycard.h"

#include "ui/appearance.h"
#include "ui/identitypicture.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

namespace Ui {

namespace {

bool isKorean()
{
    return QLocale().language() == QLocale::Korean;
}

} // namespace

IdentityCard::IdentityCard(const QString &title, const QByteArray &fingerprint,
                           const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_words(fingerprint), m_picture(new IdentityPicture(appearance, this)),
      m_own(new QLabel(this)), m_other(new QLabel(this)), m_fingerprint(new QLabel(this))
{
    setProperty("card", true);
    auto *column = new QVBoxLayout;
    column->setSpacing(6);
    if (!title.isEmpty()) {
        auto *caption = new QLabel(title, this);
        caption->setTextFormat(Qt::PlainText);
        caption->setWordWrap(true);
        caption->setProperty("role", QStringLiteral("caption"));
        column->addWidget(caption);
    }
    m_own->setObjectName(QStringLiteral("identityWords"));
    m_own->setProperty("role", QStringLiteral("heading"));
    m_other->setObjectName(QStringLiteral("identityOtherWords"));
    m_other->setProperty("role", QStringLiteral("secondary"));
    m_fingerprint->setObjectName(QStringLiteral("identityFingerprint"));
    m_fingerprint->setProperty("role", QStringLiteral("small"));
    m_fingerprint->setText(m_words.fingerprintText());
    m_fingerprint->setAccessibleName(tr("Fingerprint: %1").arg(m_fingerprint->text()));
    for (QLabel *label : {m_own, m_other, m_fingerprint}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        column->addWidget(label);
    }
    column->addStretch(1);
    auto *row = new QHBoxLayout(this);
    const int gap = appearance.px(12);
    row->setContentsMargins(gap, gap, gap, gap);
    row->setSpacing(gap);
    row->addWidget(m_picture, 0, Qt::AlignTop);
    row->addLayout(column, 1);
    connect(&m_words, &IdentityWords::ready, this, [this] {
        showWords();
        Q_EMIT ready();
    });
    showWords();
}

void IdentityCard::showWords()
{
    const QStringList own = m_words.words(isKorean());
    m_own->setText(own.isEmpty() ? tr("The words are being made…") : own.join(u' '));
    m_other->setText(m_words.words(!isKorean()).join(u' '));
    m_other->setVisible(!own.isEmpty());
    m_picture->setIdentity(m_words.hash(), own);
}

QString IdentityCard::text() const
{
    return QStringList{m_own->text(), m_other->text(), m_fingerprint->text()}.join(u'\n');
}

} // namespace Ui
