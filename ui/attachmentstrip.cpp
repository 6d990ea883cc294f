// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attachmentstrip.h"

#include "ui/appearance.h"
#include "ui/countdown.h"
#include "ui/model/attachments.h"
#include "ui/picturedecoding.h"

#include <QEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QScrollArea>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <set>

namespace Ui {

namespace {

using namespace std::chrono_literals;
constexpr int mostHigh = 150;
constexpr int progressSteps = 1000;
constexpr int previewSide = 28; // design pixels
constexpr qint64 mostPreviewedPixels = 64'000'000;
constexpr int widestName = 260;
constexpr int narrow = 420;

QString stateWords(const Upload &upload)
{
    const QString size = QLocale().formattedDataSize(upload.file().size);
    const qint64 left =
        upload.nextTry().isValid() ? QDateTime::currentDateTimeUtc().msecsTo(upload.nextTry()) : 0;
    if (left > 0)
        return AttachmentStrip::tr("The host takes no more just now. It goes on by itself in %1.")
            .arg(countdown(left));
    if (!upload.problem().isEmpty())
        return upload.problem();
    switch (upload.state()) {
    case Upload::State::Preparing:
        return AttachmentStrip::tr("Preparing the picture…");
    case Upload::State::Waiting:
        return AttachmentStrip::tr("%1, its turn comes", "size of a file").arg(size);
    case Upload::State::Sending:
        return AttachmentStrip::tr("%1 of %2", "how much of a file is sent")
            .arg(QLocale().formattedDataSize(upload.sentBytes()), size);
    case Upload::State::Complete:
        return AttachmentStrip::tr("%1, ready", "size of a file").arg(size);
    case Upload::State::Failed:
        break;
    }
    return {};
}

} // namespace

AttachmentStrip::AttachmentStrip(const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_appearance(appearance), m_sentence(new QLabel(this)),
      m_area(new QScrollArea(this))
{
    setObjectName(QStringLiteral("attachmentStrip"));
    m_sentence->setObjectName(QStringLiteral("attachmentSentence"));
    m_sentence->setProperty("role", QStringLiteral("small"));
    m_sentence->setWordWrap(true);
    auto *inside = new QWidget(m_area);
    inside->setObjectName(QStringLiteral("attachmentRows"));
    m_column = new QVBoxLayout(inside);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(2);
    m_area->setWidget(inside);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_sentence);
    column->addWidget(m_area);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &AttachmentStrip::update);
    connect(&appearance, &Appearance::changed, this, &AttachmentStrip::update);
    hide();
}

void AttachmentStrip::setAttachments(Attachments *attachments)
{
    if (m_attachments)
        m_attachments->disconnect(this);
    m_attachments = attachments;
    if (attachments)
        connect(attachments, &Attachments::changed, this, &AttachmentStrip::update);
    update();
}

Attachments *AttachmentStrip::attachments() const
{
    return m_attachments;
}

AttachmentStrip::Row AttachmentStrip::makeRow(Upload &upload, int place)
{
    Row row;
    row.box = new QWidget(m_area->widget());
    row.icon = new QLabel(row.box);
    row.name = new QLabel(row.box);
    row.name->setTextFormat(Qt::PlainText);
    row.name->setObjectName(QStringLiteral("attachmentName"));
    row.state = new QLabel(row.box);
    row.state->setTextFormat(Qt::PlainText);
    row.state->setObjectName(QStringLiteral("attachmentState"));
    row.state->setWordWrap(true);
    row.progress = new QProgressBar(row.box);
    row.progress->setRange(0, progressSteps);
    row.progress->setTextVisible(false);
    row.progress->setFixedWidth(m_appearance.px(90));
    row.edit = new QToolButton(row.box);
    row.edit->setObjectName(QStringLiteral("attachmentEdit"));
    row.again = new QToolButton(row.box);
    row.again->setObjectName(QStringLiteral("attachmentRetry"));
    row.remove = new QToolButton(row.box);
    row.remove->setObjectName(QStringLiteral("attachmentRemove"));
    auto *line = new QHBoxLayout(row.box);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(row.icon);
    line->addWidget(row.name);
    line->addWidget(row.state, 1);
    line->addWidget(row.progress);
    line->addWidget(row.edit);
    line->addWidget(row.again);
    line->addWidget(row.remove);
    connect(row.edit, &QToolButton::clicked, this, [this, edited = QPointer<Upload>(&upload)] {
        if (edited)
            Q_EMIT editWanted(edited);
    });
    connect(row.again, &QToolButton::clicked, this, [again = QPointer<Upload>(&upload)] {
        if (again)
            again->retry();
    });
    connect(row.remove, &QToolButton::clicked, this, [this, gone = QPointer<Upload>(&upload)] {
        if (gone && m_attachments)
            m_attachments->remove(gone);
    });
    m_column->insertWidget(place, row.box);
    QWidget *before = m_lastButton ? m_lastButton : m_tabBehind;
    if (before)
        setTabOrder(before, row.edit);
    setTabOrder(row.edit, row.again);
    setTabOrder(row.again, row.remove);
    m_lastButton = row.remove;
    return row;
}

void AttachmentStrip::updateRow(const Row &row, const Upload &upload)
{
    const Theme &theme = m_appearance.theme();
    const bool failed = upload.state() == Upload::State::Failed;
    const bool whole = upload.state() == Upload::State::Complete;
    if (!row.preview.isNull() && !failed)
        row.icon->setPixmap(QPixmap::fromImage(row.preview));
    else
        row.icon->setPixmap(m_appearance.pixmap(failed  ? QStringLiteral("circle-alert")
                                                : whole ? QStringLiteral("check")
                                                        : QStringLiteral("file"),
                                                failed ? theme.error : theme.ink2, 14,
                                                devicePixelRatioF()));
    const bool isNarrow = width() < m_appearance.px(narrow);
    row.name->setText(row.name->fontMetrics().elidedText(
        upload.file().name, Qt::ElideMiddle, qMin(m_appearance.px(widestName), width() / 3)));
    row.name->setAccessibleName(upload.file().name);
    row.state->setText(stateWords(upload));
    const QString role = failed ? QStringLiteral("problem") : QStringLiteral("small");
    if (row.state->property("role") != role) {
        row.state->setProperty("role", role);
        row.state->style()->polish(row.state);
    }
    // The words say as much; there the name and the buttons need the room.
    row.progress->setVisible(upload.isUnderWay() && !isNarrow);
    row.progress->setValue(
        upload.file().size > 0 ? int(upload.sentBytes() * progressSteps / upload.file().size) : 0);
    row.progress->setAccessibleName(tr("How much of %1 is sent").arg(upload.file().name));
    // What is on its way stays as it was sent.
    const bool isOpen =
        upload.state() != Upload::State::Preparing && !failed && !m_attachments->isSending();
    if (!isOpen && row.edit->hasFocus())
        row.remove->setFocus(Qt::OtherFocusReason);
    row.edit->setVisible(isOpen);
    row.edit->setIcon(m_appearance.icon(QStringLiteral("pencil"), theme.ink2));
    row.edit->setToolTip(tr("Rename, or make a picture smaller"));
    row.edit->setAccessibleName(tr("Rename or make smaller: %1").arg(upload.file().name));
    // A button that goes would take the keys along.
    if (!failed && row.again->hasFocus())
        row.remove->setFocus(Qt::OtherFocusReason);
    row.again->setVisible(failed);
    row.again->setIcon(m_appearance.icon(QStringLiteral("refresh-cw"), theme.ink2));
    row.again->setToolTip(tr("Try again"));
    row.again->setAccessibleName(tr("Try again to send %1").arg(upload.file().name));
    row.remove->setIcon(m_appearance.icon(QStringLiteral("x"), theme.ink2));
    row.remove->setToolTip(whole || failed ? tr("Remove this file") : tr("Cancel this file"));
    row.remove->setAccessibleName(tr("Remove %1").arg(upload.file().name));
}

void AttachmentStrip::askPreview(const Upload &upload)
{
    Row &row = m_rows[&upload];
    if (row.isPreviewAsked || upload.state() == Upload::State::Preparing ||
        !upload.file().type.startsWith(QStringLiteral("image/")))
        return;
    row.isPreviewAsked = true;
    const int side = qRound(m_appearance.px(previewSide) * devicePixelRatioF());
    m_previews.start(
        [path = upload.path(), side] {
            QFile file(path);
            return file.open(QIODevice::ReadOnly)
                       ? drawablePicture(decodedPicture(file, {side, side}, mostPreviewedPixels))
                       : QImage();
        },
        [this, shown = QPointer<const Upload>(&upload)](QImage preview) {
            const auto at = shown ? m_rows.find(shown) : m_rows.end();
            if (at == m_rows.end())
                return;
            preview.setDevicePixelRatio(devicePixelRatioF());
            at->second.preview = preview;
            updateRow(at->second, *shown);
            fitHeight();
        });
}

void AttachmentStrip::dropRow(const Row &row)
{
    row.box->hide();
    row.box->deleteLater(); // its button may be what was pressed
}

void AttachmentStrip::update()
{
    std::set<const Upload *> present;
    if (m_attachments) {
        int place = 0;
        for (const auto &upload : m_attachments->uploads()) {
            present.insert(upload.get());
            auto [at, isNew] = m_rows.try_emplace(upload.get());
            if (isNew)
                at->second = makeRow(*upload, place);
            ++place;
            askPreview(*upload);
            updateRow(at->second, *upload);
        }
    }
    bool hadKeys = false;
    for (auto at = m_rows.begin(); at != m_rows.end();) {
        if (present.count(at->first)) {
            ++at;
            continue;
        }
        hadKeys = hadKeys || at->second.box->isAncestorOf(focusWidget());
        dropRow(at->second);
        at = m_rows.erase(at);
    }
    if (hadKeys && !m_rows.empty())
        m_rows.begin()->second.remove->setFocus(Qt::OtherFocusReason);
    const bool waits = m_attachments && m_attachments->isSending();
    m_sentence->setVisible(waits);
    const bool failed =
        m_attachments &&
        std::any_of(m_attachments->uploads().begin(), m_attachments->uploads().end(),
                    [](const auto &upload) { return upload->state() == Upload::State::Failed; });
    m_sentence->setText(
        failed ? tr("Your message waits, for a file was not sent: try that again, or remove it.")
               : tr("Your message goes out as soon as its files are with the host."));
    const bool counts =
        m_attachments &&
        std::any_of(m_attachments->uploads().begin(), m_attachments->uploads().end(),
                    [](const auto &upload) { return upload->nextTry().isValid(); });
    if (!counts)
        m_tick.stop();
    else if (!m_tick.isActive())
        m_tick.start();
    fitHeight();
    setVisible(!m_rows.empty());
    if (hadKeys && m_rows.empty())
        Q_EMIT emptied();
}

void AttachmentStrip::fitHeight()
{
    // The scroll bar's room is left free, or rows would change their height as it comes.
    const int room = qMax(m_appearance.px(200), width() - m_appearance.px(24));
    m_area->setFixedHeight(
        qMin(m_appearance.px(mostHigh), m_column->totalHeightForWidth(room) + 2));
}

void AttachmentStrip::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    if (m_attachments) {
        for (const auto &upload : m_attachments->uploads()) {
            if (const auto at = m_rows.find(upload.get()); at != m_rows.end())
                updateRow(at->second, *upload);
        }
    }
    fitHeight();
}

void AttachmentStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        update();
}

} // namespace Ui
