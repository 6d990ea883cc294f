// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class Neighbourhood;

namespace Ui {
class StartPage;
}

/// Begins to look for hosts, and gives the start page those that are found and its doctor what it
/// looks at; what the person chooses there is gone by from then on. The neighbourhood must outlive
/// the page.
void showFound(Ui::StartPage &page, Neighbourhood &neighbourhood);
