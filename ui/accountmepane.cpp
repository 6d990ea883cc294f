// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accountmepane.h"

#include "ui/accountwords.h"
#include "ui/appearance.h"
#include "ui/avatar.h"
#include "ui/choicebox.h"
#include "ui/composing.h"
#include "ui/formfield.h"
#include "ui/model/emojicatalog.h"
#include "ui/statesentence.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>

namespace Ui {

namespace {

constexpr int longestAccountName = 64;
constexpr int longestAvatarEmoji = 32;
constexpr int previewSide = 56; // design pixels
constexpr int swatchSide = 14;

/// In the order of Theme::avatars.
constexpr const char *avatarColours[] = {
    QT_TRANSLATE_NOOP("Ui::AccountMePane", "Teal"),
    QT_TRANSLATE_NOOP("Ui::AccountMePane", "Purple"),
    QT_TRANSLATE_NOOP("Ui::AccountMePane", "Rust"),
    QT_TRANSLATE_NOOP("Ui::AccountMePane", "Slate"),
    QT_TRANSLATE_NOOP("Ui::AccountMePane", "Wine"),
    QT_TRANSLATE_NOOP("Ui::AccountMePane", "Olive"),
    QT_TRANSLATE_NOOP("Ui::AccountMePane", "Violet"),
    QT_TRANSLATE_NOOP("Ui::AccountMePane", "Brown"),
    QT_TRANSLATE_NOOP("Ui::AccountMePane", "Blue"),
    QT_TRANSLATE_NOOP("Ui::AccountMePane", "Red"),
};

QIcon swatch(const QColor &colour, const Appearance &appearance)
{
    const int side = appearance.px(swatchSide);
    QPixmap pixmap(side, side);
    pixmap.fill(colour);
    return QIcon(pixmap);
}

} // namespace

AccountMePane::AccountMePane(Account &account, const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_account(account), m_appearance(appearance), m_who(new QLabel(this)),
      m_name(new QLineEdit(this)), m_emoji(new QLineEdit(this)),
      m_colour(new ChoiceBox(appearance, this)), m_preview(new QLabel(this)),
      m_state(new QLabel(this)), m_save(new QPushButton(tr("Save"), this)),
      m_composing(new Composing({m_name, m_emoji}, this))
{
    build();
    connect(m_name, &QLineEdit::textChanged, this, &AccountMePane::showState);
    connect(m_emoji, &QLineEdit::textChanged, this, &AccountMePane::showState);
    connect(m_colour, &QComboBox::currentIndexChanged, this, &AccountMePane::showState);
    connect(m_composing, &Composing::changed, this, &AccountMePane::showState);
    connect(m_name, &QLineEdit::returnPressed, this, &AccountMePane::save);
    connect(m_emoji, &QLineEdit::returnPressed, this, &AccountMePane::save);
    connect(m_save, &QPushButton::clicked, this, &AccountMePane::save);
    connect(&account, &Account::changed, this, &AccountMePane::showAccount);
    connect(&account, &Account::done, this,
            [this](Account::Action action) { answered(action, {}); });
    connect(&account, &Account::failed, this, &AccountMePane::answered);
    showAccount();
}

void AccountMePane::build()
{
    m_name->setObjectName(QStringLiteral("accountName"));
    m_name->setMaxLength(longestAccountName);
    m_emoji->setObjectName(QStringLiteral("accountEmoji"));
    m_emoji->setMaxLength(longestAvatarEmoji);
    m_emoji->setPlaceholderText(tr("One emoji (may stay empty)"));
    m_colour->setObjectName(QStringLiteral("accountColour"));
    m_who->setObjectName(QStringLiteral("accountWho"));
    m_who->setProperty("role", QStringLiteral("secondary"));
    m_state->setObjectName(QStringLiteral("accountState"));
    m_save->setObjectName(QStringLiteral("accountSave"));
    m_save->setAccessibleName(tr("Save name and avatar"));
    m_save->setProperty("primary", true);
    m_save->setAutoDefault(false);
    for (QLabel *label : {m_who, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(20);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addFormField(*form, tr("Name on this host"), m_name);
    addFormField(*form, tr("Emoji of the avatar"), m_emoji);
    addFormField(*form, tr("Colour of the avatar"), m_colour);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_preview, 0, Qt::AlignTop);
    row->addLayout(form, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 14, 4, 8);
    column->setSpacing(12);
    column->addWidget(m_who);
    column->addLayout(row);
    column->addWidget(m_state);
    column->addWidget(m_save, 0, Qt::AlignRight);
    column->addStretch(1);
}

bool AccountMePane::mayRename() const
{
    return m_account.standing() == Account::Standing::Member && !m_shown.operators;
}

void AccountMePane::fillColours()
{
    const auto &colours = m_appearance.theme().avatars;
    const QString shown = m_shown.avatar.color;
    m_colour->clear();
    m_colour->addItem(tr("The one that belongs to you"), QString());
    for (size_t i = 0; i < colours.size(); ++i)
        m_colour->addItem(swatch(colours[i], m_appearance), tr(avatarColours[i]),
                          colours[i].name());
    int at = m_colour->findData(shown.toLower());
    if (at < 0) {
        m_colour->addItem(swatch(QColor(shown), m_appearance), tr("As it is"), shown);
        at = m_colour->count() - 1;
    }
    m_colour->setCurrentIndex(at);
}

/// What somebody is changing here stays as they typed it.
void AccountMePane::showAccount()
{
    const Chat::AccountInfo &now = m_account.info();
    const bool first = m_shown.user != now.user;
    const bool renames = !first && wantedName() != m_shown.name;
    const bool repaints = !first && wantedAvatar() != m_shown.avatar;
    m_shown = now;
    if (!renames && m_name->text() != now.name)
        m_name->setText(now.name);
    if (!repaints) {
        m_emoji->setText(now.avatar.emoji);
        fillColours();
    }
    m_name->setEnabled(mayRename());
    QString who = tr("You have an account here: nobody else can have this name.");
    if (m_shown.operators)
        who = tr("Whoever runs this host keeps your account: name and password are changed there.");
    else if (m_shown.role == QLatin1String("owner"))
        who = tr("You are the owner of this host.");
    if (!m_shown.avatar.file.isEmpty())
        who += QLatin1Char(' ') + tr("Your avatar is a picture; an emoji or a colour chosen here "
                                     "takes its place.");
    m_who->setText(who);
    showState();
}

QString AccountMePane::wantedName() const
{
    return m_name->text().simplified();
}

Chat::Avatar AccountMePane::wantedAvatar() const
{
    Chat::Avatar avatar;
    avatar.emoji = EmojiCatalog::builtIn().withEmoji(m_emoji->text().trimmed());
    avatar.color = m_colour->currentData().toString();
    const bool same = avatar.emoji == m_shown.avatar.emoji &&
                      avatar.color.compare(m_shown.avatar.color, Qt::CaseInsensitive) == 0;
    return same ? m_shown.avatar : avatar;
}

void AccountMePane::showState()
{
    const bool busy = m_savesName || m_savesAvatar;
    const bool changed = (mayRename() && wantedName() != m_shown.name) ||
                         wantedAvatar() != m_shown.avatar || m_composing->isOpen();
    m_save->setEnabled(changed && !busy && !wantedName().isEmpty());
    m_save->setText(busy ? tr("Saving…") : tr("Save"));
    const bool problem = !m_problems.isEmpty();
    const QString sentence = wantedName().isEmpty() && mayRename() ? tr("You need a name.")
                             : problem ? m_problems.join(QLatin1Char(' '))
                                       : m_sentence;
    setStateSentence(*m_state, sentence, problem);

    const int side = m_appearance.px(previewSide);
    QPixmap picture(QSize(side, side) * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    drawAvatar(painter, QRectF(0, 0, side, side), wantedName(), m_shown.user.toString(),
               m_appearance, portraitOf(wantedAvatar()));
    m_preview->setPixmap(picture);
    m_preview->setAccessibleName(tr("Your avatar"));
}

void AccountMePane::save()
{
    Composing::commit(); // the button may be clicked in mid-syllable
    showState();
    if (!m_save->isEnabled())
        return;
    m_problems.clear();
    m_sentence.clear();
    m_savesName = mayRename() && wantedName() != m_shown.name;
    m_savesAvatar = wantedAvatar() != m_shown.avatar;
    if (m_savesName)
        m_account.setName(wantedName());
    if (m_savesAvatar)
        m_account.setAvatar(wantedAvatar());
    showState();
}

void AccountMePane::answered(Account::Action action, const QString &problem)
{
    bool &saves = action == Account::Action::Name ? m_savesName : m_savesAvatar;
    const bool ours = action == Account::Action::Name || action == Account::Action::Avatar;
    if (!ours || !saves)
        return;
    saves = false;
    if (!problem.isEmpty())
        m_problems << accountRefusal(problem);
    if (!m_savesName && !m_savesAvatar && m_problems.isEmpty())
        m_sentence = tr("Saved.");
    showState();
}

} // namespace Ui
