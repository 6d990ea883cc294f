// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Server {

/// Languages of the pages for operators.
enum class PageLanguage { English, Korean };

/// The one of ours that Accept-Language likes best; English when it names none of them.
PageLanguage pageLanguage(const QByteArray &acceptLanguage);
QByteArray languageTag(PageLanguage language);

/// A text with each `{{word}}` replaced by that word in the language; a word we do not have stays.
QByteArray inWords(QByteArrayView text, PageLanguage language);

} // namespace Server
