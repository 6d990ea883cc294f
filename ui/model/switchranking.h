// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace Ui {

/// What one may go to, as far as that decides which comes first.
struct SwitchCandidate {
    QString name;
    qint64 visited = 0;  ///< Larger: one was there later; 0: not lately.
    qint64 activity = 0; ///< Likewise of what was said there.
    bool faded = false;  ///< Behind all that are found as well as it.
};

/// How well what is written stands for a name; 0: not at all. The beginning of the name is better
/// than that of a word in it, and that better than the middle of one. Case, and what separates
/// words, do not count. A Hangul consonant stands for every syllable that begins with it, so that
/// "ㄱㅂㅌ" is "개발팀", which is a little less than the name itself; the last syllable may lack
/// its final consonant. Looks at the first 200 characters of a name, and the first 100 of the text.
int switchScore(const QString &text, const QString &name);

/// The best of them for that text, at most so many: by how well they are found, then the ones
/// where one was lately, then those where something was said lately, then in their order. An empty
/// text finds all.
std::vector<size_t> rankForSwitch(const QString &text,
                                  const std::vector<SwitchCandidate> &candidates, size_t most);

} // namespace Ui
