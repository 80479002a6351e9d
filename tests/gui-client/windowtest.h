// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/application.h"
#include "gui-client/mainwindow.h"
#include "tests/gui-client/fakeserver.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// Opens a client window with empty settings and a FakeServer, for tests by mouse and keyboard.
/// Finds controls by object name.
class WindowTest : public QObject
{
    Q_OBJECT

protected:
    void freshWindow()
    {
        QStandardPaths::setTestModeEnabled(true);
        const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
        QVERIFY(data.contains(QStringLiteral("qttest")));
        QDir(data).removeRecursively();
        m_folder = std::make_unique<QTemporaryDir>();
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
        m_server = std::make_unique<FakeServer>();
        using namespace std::chrono_literals;
        m_setup.limits = {.connect = 500ms, .farewell = 500ms};
        m_setup.localServer = {.folder = m_folder->path(), .startLimit = 700ms};
        openWindow();
    }

    void openWindow()
    {
        m_app = std::make_unique<DigitSum::Gui::Application>(m_setup);
        m_window = m_app->openWindow();
        QApplication::setActiveWindow(m_window);
        QVERIFY(QTest::qWaitForWindowActive(m_window));
    }

    /// Closes the window and ends the program.
    void quitProgram()
    {
        m_window->close();
        m_app.reset();
    }

    void closeAll()
    {
        m_app.reset();
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

    void paste(const QString &text)
    {
        QGuiApplication::clipboard()->setText(text);
        find<QLineEdit>("digitField")->setFocus();
        QTest::keySequence(find<QLineEdit>("digitField"), QKeySequence::Paste);
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
    DigitSum::Gui::Application::Setup m_setup; // its server folder is empty by default
    std::unique_ptr<DigitSum::Gui::Application> m_app;
    DigitSum::Gui::MainWindow *m_window = nullptr; // owned by m_app
};
