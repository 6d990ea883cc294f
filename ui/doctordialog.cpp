// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctordialog.h"

#include "ui/appearance.h"
#include "ui/doctorreport.h"
#include "ui/doctorwords.h"
#include "ui/liveregion.h"
#include "ui/model/lanchoice.h"
#include "ui/model/profile.h"
#include "ui/model/statustablemodel.h"

#include <QClipboard>
#include <QEvent>
#include <QFrame>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QShowEvent>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

constexpr QSize doctorSize(720, 680); // design pixels
constexpr int stepSign = 16;
constexpr int tableHeight = 132; // design pixels
constexpr int useColumn = 2;
constexpr int countColumns[] = {4, 5, 6};

StatusTableModel::Cell textCell(const QString &text)
{
    return {text, text};
}

StatusTableModel::Cell countCell(qulonglong count)
{
    return {QLocale().toString(count), count};
}

QString interfaceName(const Discovery::InterfaceReport &report)
{
    return report.humanName.isEmpty() ? report.name : report.humanName;
}

QLabel *makeWords(const char *role, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setProperty("role", QString::fromLatin1(role));
    label->setTextFormat(Qt::PlainText); // names and words of other computers stand in it
    label->setWordWrap(true);
    return label;
}

} // namespace

DoctorDialog::DoctorDialog(Profile &profile, const Appearance &appearance,
                           NetworkDoctor::Options options, QWidget *parent)
    : QDialog(parent), m_profile(profile), m_appearance(appearance), m_doctor(std::move(options)),
      m_live(new LiveRegion(this))
{
    setObjectName(QStringLiteral("doctorDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(appearance.px(doctorSize.width()), appearance.px(doctorSize.height()));
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("doctorScroll"));
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *body = new QWidget(scroll);
    body->setObjectName(QStringLiteral("doctorBody"));

    m_title = makeWords("heading", body);
    m_addressLabel = makeWords("secondary", body);
    m_address = new QLineEdit(body);
    m_address->setObjectName(QStringLiteral("doctorAddress"));
    m_address->setPlaceholderText(QStringLiteral("192.168.0.12:7610"));
    m_addressLabel->setBuddy(m_address);
    m_begin = new QPushButton(body);
    m_begin->setObjectName(QStringLiteral("doctorBegin"));
    m_begin->setProperty("primary", true);
    m_begin->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_address, 1);
    row->addWidget(m_begin);
    m_causesTitle = makeWords("caption", body);
    m_causesTitle->setObjectName(QStringLiteral("causesTitle"));
    m_causes = new QVBoxLayout;
    m_causes->setSpacing(8);
    m_tableTitle = makeWords("caption", body);

    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(20, 18, 20, 10);
    column->setSpacing(10);
    column->addWidget(m_title);
    column->addWidget(m_addressLabel);
    column->addLayout(row);
    column->addWidget(makeSteps(body));
    column->addWidget(m_causesTitle);
    column->addLayout(m_causes);
    column->addWidget(m_tableTitle);
    column->addWidget(makeTable(body), 1);
    column->addLayout(makeUse(body));
    scroll->setWidget(body);

    m_outcome = makeWords("secondary", this);
    m_outcome->setObjectName(QStringLiteral("doctorOutcome"));
    m_copy = new QPushButton(this);
    m_copy->setObjectName(QStringLiteral("doctorCopy"));
    m_copy->setAutoDefault(false);
    m_close = new QPushButton(this);
    m_close->setObjectName(QStringLiteral("doctorClose"));
    m_close->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(20, 8, 20, 16);
    buttons->setSpacing(8);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_outcome, 1);
    buttons->addWidget(m_close);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(scroll, 1);
    all->addLayout(buttons);

    connect(m_address, &QLineEdit::returnPressed, this, &DoctorDialog::begin);
    connect(m_begin, &QPushButton::clicked, this, [this] {
        if (m_doctor.isUnderWay())
            end();
        else
            begin();
    });
    connect(m_copy, &QPushButton::clicked, this, &DoctorDialog::copy);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    connect(&m_doctor, &NetworkDoctor::stepChanged, this, &DoctorDialog::showStep);
    connect(&m_doctor, &NetworkDoctor::finished, this, [this] {
        m_isOver = true;
        refresh();
    });
    connect(&appearance, &Appearance::changed, this, &DoctorDialog::retranslate);
    retranslate();
    m_address->setFocus();
}

QWidget *DoctorDialog::makeSteps(QWidget *parent)
{
    m_steps = new QFrame(parent);
    m_steps->setObjectName(QStringLiteral("card"));
    auto *grid = new QGridLayout(m_steps);
    grid->setContentsMargins(14, 10, 14, 10);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    for (size_t step = 0; step < NetworkDoctor::stepCount; ++step) {
        StepRow &row = m_rows[step];
        row.sign = new QLabel(m_steps);
        row.text = makeWords("step", m_steps);
        row.text->setObjectName(QStringLiteral("doctorStep%1").arg(step));
        row.text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(row.sign, int(step), 0, Qt::AlignTop);
        grid->addWidget(row.text, int(step), 1);
    }
    return m_steps;
}

QWidget *DoctorDialog::makeTable(QWidget *parent)
{
    m_interfaces = new StatusTableModel(this);
    m_table = new QTableView(parent);
    m_table->setObjectName(QStringLiteral("doctorInterfaces"));
    m_table->setModel(m_interfaces);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false); // Tab leaves the table; arrows walk in it
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setMinimumHeight(m_appearance.px(tableHeight));
    return m_table;
}

QLayout *DoctorDialog::makeUse(QWidget *parent)
{
    m_use = new QPushButton(parent);
    m_use->setObjectName(QStringLiteral("doctorUse"));
    m_use->setAutoDefault(false);
    m_useHint = makeWords("secondary", parent);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_use, 0, Qt::AlignTop);
    row->addWidget(m_useHint, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &DoctorDialog::showUse);
    connect(m_use, &QPushButton::clicked, this, [this] {
        if (const auto *chosen = chosenInterface())
            setUse(chosen->name, !isUseWanted(*chosen));
    });
    return row;
}

void DoctorDialog::begin()
{
    m_isOver = false;
    m_outcome->clear();
    m_doctor.examine(m_address->text());
    refresh();
}

void DoctorDialog::end()
{
    m_doctor.cancel();
    refresh();
}

void DoctorDialog::showStep(NetworkDoctor::Step step)
{
    const Theme &theme = m_appearance.theme();
    struct Sign {
        const char *icon;
        QColor colour;
    };
    const Sign sign = [&]() -> Sign {
        switch (m_doctor.state(step)) {
        case NetworkDoctor::State::Fine:
            return {"check", theme.ok};
        case NetworkDoctor::State::Odd:
            return {"triangle-alert", theme.warn};
        case NetworkDoctor::State::Failed:
            return {"circle-alert", theme.error};
        case NetworkDoctor::State::Running:
            return {"clock", theme.accent};
        case NetworkDoctor::State::Waiting:
        case NetworkDoctor::State::Skipped:
            break;
        }
        return {"ellipsis", theme.ink2};
    }();
    const StepRow &row = m_rows[size_t(step)];
    row.sign->setPixmap(m_appearance.pixmap(QString::fromLatin1(sign.icon), sign.colour, stepSign,
                                            devicePixelRatioF()));
    const QString result = stepResult(m_doctor, step);
    row.text->setText(result.isEmpty() ? stepTitle(step)
                                       : tr("%1: %2").arg(stepTitle(step), result));
    // What is about the address is there only with one.
    const bool isOfAddress = size_t(step) >= size_t(NetworkDoctor::Step::Name);
    const bool isShown = !isOfAddress || !m_doctor.facts().address.isEmpty();
    row.sign->setVisible(isShown);
    row.text->setVisible(isShown);
    if (step == NetworkDoctor::Step::Interfaces || step == NetworkDoctor::Step::Listening)
        showInterfaces();
}

void DoctorDialog::showInterfaces()
{
    std::vector<StatusTableModel::Row> rows;
    for (const Discovery::InterfaceReport &report : m_doctor.facts().interfaces) {
        const QString heard =
            report.lastHeard.isValid()
                ? QLocale().toString(report.lastHeard.toLocalTime().time(), QLocale::ShortFormat)
                : tr("never");
        rows.push_back(
            {report.name,
             {textCell(interfaceName(report)), textCell(kindWords(report.kind)),
              textCell(useWords(report.use)), textCell(report.addresses.join(QStringLiteral(", "))),
              countCell(report.queriesSent + report.answersSent), countCell(report.packetsOfOthers),
              countCell(qulonglong(report.hostsHeard)), textCell(heard)}});
    }
    const bool isFirst = m_interfaces->rowCount() == 0;
    m_interfaces->setRows(std::move(rows));
    if (isFirst) {
        m_table->resizeColumnsToContents();
        constexpr int air = 12; // which titles at the right would lack
        for (const int column : countColumns)
            m_table->setColumnWidth(column, m_table->columnWidth(column) + air);
    }
    m_table->resizeColumnToContents(useColumn); // which changes at a click
    if (!m_table->currentIndex().isValid() && m_interfaces->rowCount() > 0) {
        const auto &all = m_doctor.facts().interfaces; // the loopback is no choice, and often first
        const auto used = std::find_if(all.begin(), all.end(), isUseWanted);
        m_table->selectRow(used == all.end() ? 0 : int(used - all.begin()));
    }
    for (QWidget *one : {static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_tableTitle),
                         static_cast<QWidget *>(m_use), static_cast<QWidget *>(m_useHint)})
        one->setVisible(m_interfaces->rowCount() > 0);
    showUse();
}

const Discovery::InterfaceReport *DoctorDialog::chosenInterface() const
{
    const auto &all = m_doctor.facts().interfaces;
    const QString name = m_interfaces->keyAt(m_table->currentIndex().row());
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const auto &report) { return report.name == name; });
    return found == all.end() ? nullptr : &*found;
}

void DoctorDialog::showUse()
{
    const Discovery::InterfaceReport *chosen = chosenInterface();
    m_use->setEnabled(chosen);
    const bool isUsed = !chosen || isUseWanted(*chosen);
    m_use->setText(isUsed ? tr("Leave this network out") : tr("Use this network"));
    m_use->setAccessibleName(
        chosen ? (isUsed ? tr("Leave out %1") : tr("Use %1")).arg(interfaceName(*chosen))
               : m_use->text());
}

void DoctorDialog::addCause(const LikelyCause &cause, bool isFirst)
{
    const CauseWords words = causeWords(cause, m_doctor.facts());
    auto *card = new QFrame(m_steps->parentWidget());
    card->setObjectName(QStringLiteral("card"));
    card->setProperty("cause", true);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(14, 10, 14, 10);
    column->setSpacing(6);
    auto *what = makeWords("strong", card);
    what->setObjectName(QStringLiteral("doctorCause"));
    what->setText(words.cause);
    auto *remedy = makeWords("secondary", card);
    remedy->setText(words.remedy);
    column->addWidget(what);
    column->addWidget(remedy);
    // By the keys one comes to each of them, and hears it.
    what->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    what->setAccessibleName(words.cause + u' ' + words.remedy);
    if (!words.command.isEmpty()) {
        auto *command = makeWords("command", card);
        command->setObjectName(QStringLiteral("doctorCommand"));
        command->setText(words.command);
        command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        command->setAccessibleName(words.command);
        column->addWidget(command);
    }
    if (!cause.interface.isEmpty()) {
        auto *allowing = new QPushButton(tr("Use it anyway"), card);
        allowing->setObjectName(QStringLiteral("doctorAllow"));
        allowing->setAutoDefault(false);
        allowing->setAccessibleName(tr("Use %1 anyway").arg(cause.interface));
        connect(allowing, &QPushButton::clicked, this, [this, interface = cause.interface] {
            setUse(interface, true);
            m_begin->setFocus(); // the button that was pressed goes
        });
        column->addWidget(allowing, 0, Qt::AlignLeft);
    }
    m_causes->addWidget(card);
    card->show();
    if (isFirst)
        m_live->say(words.cause + u' ' + words.remedy);
}

void DoctorDialog::showCauses()
{
    while (QLayoutItem *item = m_causes->takeAt(0)) {
        // A card whose button was pressed is still busy emitting.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_causesTitle->setVisible(m_isOver);
    if (!m_isOver)
        return;
    const std::vector<LikelyCause> causes = m_doctor.causes();
    m_causesTitle->setText(causes.empty()       ? tr("All is well: others are near, or answer.")
                           : causes.size() == 1 ? tr("What it may be")
                                                : tr("What it may be, most likely first"));
    for (const LikelyCause &cause : causes)
        addCause(cause, &cause == &causes.front());
    if (causes.empty())
        m_live->say(m_causesTitle->text());
}

void DoctorDialog::setUse(const QString &interface, bool used)
{
    const auto all = m_doctor.facts().interfaces;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const auto &report) { return report.name == interface; });
    if (found == all.end())
        return;
    setUseWanted(m_profile.settings(), *found, used);
    Q_EMIT choiceChanged();
    begin();
    const QString sentence =
        used ? tr("%1 is used from now on.") : tr("%1 is left out from now on.");
    m_outcome->setText(sentence.arg(interfaceName(*found)));
    m_live->say(m_outcome->text());
}

void DoctorDialog::copy()
{
    QGuiApplication::clipboard()->setText(doctorReport(m_doctor));
    m_outcome->setText(tr("Copied."));
    m_live->say(m_outcome->text());
}

/// Everything, as it is by now.
void DoctorDialog::refresh()
{
    m_begin->setText(m_doctor.isUnderWay() ? tr("Stop") : m_isOver ? tr("Look again") : tr("Look"));
    m_begin->setAccessibleName(m_begin->text());
    for (size_t step = 0; step < NetworkDoctor::stepCount; ++step)
        showStep(NetworkDoctor::Step(step));
    showCauses();
    m_copy->setEnabled(m_isOver);
}

void DoctorDialog::retranslate()
{
    setWindowTitle(tr("Why do I see nobody?"));
    m_title->setText(tr("Why do I see nobody?"));
    m_addressLabel->setText(tr("This looks at the network of this computer. Whoever hosts can "
                               "tell you an address, which is tested, too:"));
    m_address->setAccessibleName(tr("Address to be tested, may be empty"));
    m_tableTitle->setText(tr("Networks of this computer"));
    m_table->setAccessibleName(tr("Networks of this computer"));
    m_useHint->setText(tr("On a network that is left out Madang looks for nobody, and does not "
                          "make itself known."));
    m_interfaces->setTitles({tr("Name"), tr("Kind"), tr("Use"), tr("Addresses"), tr("Sent"),
                             tr("Heard"), tr("Madangs"), tr("Last heard")});
    m_copy->setText(tr("Copy the report"));
    m_copy->setAccessibleName(m_copy->text());
    m_copy->setToolTip(tr("Without names of people and without invitations"));
    m_close->setText(tr("Close"));
    m_close->setAccessibleName(m_close->text());
    refresh();
}

void DoctorDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void DoctorDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    if (!event->spontaneous() && !m_isOver && !m_doctor.isUnderWay())
        begin();
}

void DoctorDialog::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    if (!event->spontaneous())
        m_doctor.cancel();
}

} // namespace Ui
