// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/aboutpane.h"

#include <QComboBox>
#include <QFile>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>

namespace Ui {

namespace {

constexpr int lowestLicence = 200;

/// What the program is made of beside its own code; the same as in README.md.
struct UsedLibrary {
    const char *name;
    const char *licence;
};
constexpr UsedLibrary usedLibraries[] = {
    {"Qt", "LGPL-3.0"},
    {"SQLite", "public domain"},
    {"Boost.Beast", "BSL-1.0"},
    {"libsodium", "ISC"},
    {"OpenSSL", "Apache-2.0"},
    {"QtKeychain", "BSD-3-Clause"},
    {"BIP-39 word lists", "MIT"},
    {"OpenSSL", "Apache-2.0"},
    {"prometheus-cpp", "MIT"},
    {"md4c", "MIT"},
    {"libqrencode", "LGPL-2.1"},
    {"tl::expected", "CC0-1.0"},
    {"Lucide", "ISC"},
    {"emojibase", "MIT"},
    {"BIP-39 word lists", "MIT"},
    {"stompjs", "Apache-2.0"},
    {"sockjs-client", "MIT"},
    {"tus-js-client", "MIT"},
    {"micromark", "MIT"},
#ifdef MADANG_HUNSPELL
    {"Hunspell", "MPL-1.1, LGPL-2.1 or GPL-2.0"},
#endif
#ifdef MADANG_HAS_PULSE
    {"libpulse", "LGPL-2.1"},
#endif
};

/// What the host's pages bring, where this program was built with them.
const QString pageLicences = QStringLiteral(":/web/licenses.txt");
const QString demoLicences = QStringLiteral(":/web/demo/licenses.txt");

} // namespace

AboutPane::AboutPane(const Appearance &appearance, QWidget *parent)
    : SettingsPane(appearance, parent), m_version(addText()), m_libraries(addText()),
      m_choice(addChoiceRow("licenceChoice")), m_text(new QPlainTextEdit(this))
{
    m_version->setObjectName(QStringLiteral("aboutVersion"));
    m_version->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_libraries->setObjectName(QStringLiteral("aboutLibraries"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(lowestLicence);
    m_text->setObjectName(QStringLiteral("licenceText"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    addWide(m_text);
    AboutPane::retranslate();
    showLicence();
    connect(m_choice, &QComboBox::currentIndexChanged, this, &AboutPane::showLicence);
}

void AboutPane::showLicence()
{
    QFile file(m_choice->currentData().toString());
    m_text->setPlainText(file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll())
                                                        : QString());
}

void AboutPane::retranslate()
{
    m_version->setText(tr("Madang %1, with Qt %2. Free software under the GNU General Public "
                          "License, version 3 or later; without any warranty.")
                           .arg(QStringLiteral(MADANG_VERSION), QString::fromLatin1(qVersion())));
    QStringList names;
    for (const UsedLibrary &library : usedLibraries) {
        names << QStringLiteral("%1 (%2)").arg(QLatin1String(library.name),
                                               QLatin1String(library.licence));
    }
    m_libraries->setText(tr("Made with: %1").arg(names.join(QStringLiteral(", "))));
    setRow(m_choice, tr("Licence"));
    const QString folder = QStringLiteral(":/licences/");
    Choices choices{
        {QStringLiteral("Madang (GPL-3.0-or-later)"), folder + QStringLiteral("LICENSE")},
        {QStringLiteral("Lucide (ISC)"), folder + QStringLiteral("resources/icons/lucide/LICENSE")},
        {QStringLiteral("emojibase (MIT)"), folder + QStringLiteral("resources/emoji/LICENSE")},
        {QStringLiteral("BIP-39 word lists (MIT)"),
         folder + QStringLiteral("resources/words/LICENSE")}};
    if (QFile::exists(pageLicences))
        choices.push_back({tr("What the browser page brings"), pageLicences});
    if (QFile::exists(demoLicences))
        choices.push_back({tr("What the demo pages bring"), demoLicences});
    setChoices(m_choice, choices, m_choice->currentData());
    m_text->setAccessibleName(tr("Text of the licence"));
}

} // namespace Ui
