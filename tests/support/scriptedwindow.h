// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/mainwindow.h"
#include "ui/model/chatclient.h"

#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

#include <memory>

/// A window, in English, of somebody on a scripted host.
class ScriptedWindow {
public:
    explicit ScriptedWindow(const QString &name)
        : profile(std::move(*Ui::Profile::open(m_folder.filePath(QStringLiteral("profile")))))
    {
        profile->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        profile->setName(name);
        window = std::make_unique<Ui::MainWindow>(*profile, m_actions);
        client =
            std::make_unique<Ui::ChatClient>(*profile, QStringLiteral("own"), host.linkMaker());
        window->showChat(client.get(), {});
    }

    /// Shows it and connects; what the host has is to be said before.
    void open() const
    {
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        client->connectToHost();
    }

    /// Another window on top of it, which has the keys then.
    std::unique_ptr<QWidget> cover() const
    {
        auto cover = std::make_unique<QWidget>();
        cover->show();
        cover->activateWindow();
        if (!QTest::qWaitForWindowActive(cover.get()))
            qFatal("the other window does not come to the front");
        return cover;
    }
    void uncover(std::unique_ptr<QWidget> cover) const
    {
        cover.reset();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }

private:
    QTemporaryDir m_folder;
    Ui::Actions m_actions;

public:
    std::unique_ptr<Ui::Profile> profile;
    ScriptedHost host;
    std::unique_ptr<Ui::ChatClient> client;
    std::unique_ptr<Ui::MainWindow> window;
};
