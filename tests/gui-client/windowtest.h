// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/clientwindow.h"
#include "tests/gui-client/fakeserver.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// A window as a person meets it for the first time: fresh, with settings and files of its own,
/// and a server to talk to. Steered by clicks and keys, through the names of its controls.
class WindowTest : public QObject
{
    Q_OBJECT

protected:
    void freshWindow()
    {
        QStandardPaths::setTestModeEnabled(true);
        m_folder = std::make_unique<QTemporaryDir>();
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
        m_server = std::make_unique<FakeServer>();
        openWindow();
    }

    void openWindow()
    {
        using namespace std::chrono_literals;
        const DigitSum::Session::Limits limits{.connect = 500ms, .farewell = 500ms};
        m_window = std::make_unique<DigitSum::ClientWindow>(limits);
        m_window->show();
        QApplication::setActiveWindow(m_window.get());
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void closeAll()
    {
        m_window.reset();
        m_server.reset();
        m_folder.reset();
    }

    template <typename Widget>
    Widget *find(const char *name)
    {
        auto *widget = m_window->findChild<Widget *>(QString::fromLatin1(name));
        if (!widget)
            qFatal("no control named %s", name);
        return widget;
    }

    void click(const char *button)
    {
        QTest::mouseClick(find<QAbstractButton>(button), Qt::LeftButton);
    }

    void type(const char *field, const QString &text)
    {
        auto *edit = find<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        for (const QChar character : text)
            QTest::sendKeyEvent(QTest::Click, edit, Qt::Key(0), character, Qt::NoModifier);
    }

    void enterServer(quint16 port)
    {
        type("hostEdit", QStringLiteral("127.0.0.1"));
        find<QSpinBox>("portField")->setFocus();
        find<QSpinBox>("portField")->selectAll();
        QTest::keyClicks(find<QSpinBox>("portField"), QString::number(port));
    }

    void connectWindow()
    {
        enterServer(m_server->port());
        click("connectButton");
        QTRY_COMPARE(state(), DigitSum::Session::State::Connected);
    }

    [[nodiscard]] DigitSum::Session::State state() const
    {
        return m_window->conversation().session().state();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<DigitSum::ClientWindow> m_window;
};
