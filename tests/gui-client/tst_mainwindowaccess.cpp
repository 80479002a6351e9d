// SPDX-License-Identifier: MIT
#include "common/widgets/semanticcolor.h"
#include "common/widgets/theme.h"
#include "gui-client/bulk/bulkpanel.h"
#include "gui-client/connection/serversdialog.h"
#include "tests/gui-client/windowtest.h"
#include "tests/support/widgetaudit.h"

#include <QAction>
#include <QDialog>
#include <QMenuBar>
#include <QTableView>
#include <QTableWidget>

#include <array>

using namespace DigitSum;
using namespace DigitSum::Gui;
using State = Session::State;

/// Accessibility of the window and its dialogs: names, Tab order, mnemonics, contrast and unclipped
/// text in every language, direction, size and theme.
class TestMainWindowAccess : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { freshWindow(); }
    void cleanup();

    void everyControlHasItsNames_data() { parts(); }
    void everyControlHasItsNames();
    void everyControlIsReachedByTab_data() { parts(); }
    void everyControlIsReachedByTab();
    void mnemonicsAreUnique_data() { parts(); }
    void mnemonicsAreUnique();
    void shortcutsWorkFromEveryControl();
    void menuMnemonicsAreUnique_data();
    void menuMnemonicsAreUnique();
    void textsCanBeRead_data() { parts(); }
    void textsCanBeRead();
    void nothingIsClipped_data();
    void nothingIsClipped();

private:
    using Open = QWidget *(TestMainWindowAccess::*)();

    struct Part
    {
        const char *name;
        Open open;
    };
    static const std::array<Part, 9> allParts;
    static void parts();

    // Open a part of the program and return its window.
    QWidget *disconnected();
    QWidget *connected();
    QWidget *refusedReply();
    QWidget *connectionRefused();
    QWidget *fileOffered();
    QWidget *fileSent();
    QWidget *serversDialog();
    QWidget *guide() { return dialog("guide", "guideDialog"); }
    QWidget *about() { return dialog("about", "aboutDialog"); }

    QWidget *dialog(const char *action, const char *name)
    {
        find<QAction>(action)->trigger();
        return find<QDialog>(name);
    }
    void send(const QString &text)
    {
        type("digitField", text);
        QTest::keyClick(find<QLineEdit>("digitField"), Qt::Key_Return);
        QTRY_VERIFY(find<QLineEdit>("resultField")->text().contains(text));
    }
    QString file()
    {
        QString path = m_folder->filePath(QStringLiteral("digits.txt"));
        QFile digits(path);
        if (!digits.open(QIODevice::WriteOnly) || digits.write("12\n34\n") != 6)
            qFatal("no file to test with");
        return path;
    }
};

#define VERIFY_NONE(found) \
    do { \
        const QStringList &gaps = found; \
        QVERIFY2(gaps.isEmpty(), qPrintable(gaps.join(u'\n'))); \
    } while (false)

const std::array<TestMainWindowAccess::Part, 9> TestMainWindowAccess::allParts{{
    {"disconnected", &TestMainWindowAccess::disconnected},
    {"connected", &TestMainWindowAccess::connected},
    {"a refused reply", &TestMainWindowAccess::refusedReply},
    {"connection refused", &TestMainWindowAccess::connectionRefused},
    {"a file offered", &TestMainWindowAccess::fileOffered},
    {"a file sent", &TestMainWindowAccess::fileSent},
    {"remembered servers", &TestMainWindowAccess::serversDialog},
    {"guide", &TestMainWindowAccess::guide},
    {"about", &TestMainWindowAccess::about},
}};

void TestMainWindowAccess::cleanup()
{
    m_app->context().language().setCode({});
    closeAll();
    applyTheme(Theme::System);
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

void TestMainWindowAccess::parts()
{
    QTest::addColumn<Open>("open");
    for (const Part &part : allParts)
        QTest::newRow(part.name) << part.open;
}

QWidget *TestMainWindowAccess::disconnected()
{
    return m_window;
}

QWidget *TestMainWindowAccess::connected()
{
    connectWindow();
    send(QStringLiteral("12345"));
    return m_window;
}

QWidget *TestMainWindowAccess::refusedReply()
{
    connectWindow();
    send(QStringLiteral("12a45"));
    find<QTableView>("historyView")->selectRow(0);
    return m_window;
}

QWidget *TestMainWindowAccess::connectionRefused()
{
    QFile program(m_folder->filePath(QStringLiteral("digitsum-server")));
    if (!program.open(QIODevice::WriteOnly)
        || !program.setPermissions(QFile::ReadOwner | QFile::ExeOwner))
        qFatal("no program to offer"); // needed for a second button
    m_server->stopListening();
    enterServer(m_server->port());
    click("connectButton");
    [this] { QTRY_COMPARE(state(), State::Lost); }();
    return m_window;
}

QWidget *TestMainWindowAccess::fileOffered()
{
    connectWindow();
    find<BulkPanel>("bulkPanel")->offerFile(file());
    return m_window;
}

QWidget *TestMainWindowAccess::fileSent()
{
    connectWindow();
    find<BulkPanel>("bulkPanel")->offerFile(file());
    click("fileSend");
    [this] { QTRY_VERIFY(find<QPushButton>("sendButton")->isEnabled()); }();
    return m_window;
}

QWidget *TestMainWindowAccess::serversDialog()
{
    m_app->context().setServers(
        {{QStringLiteral("Lab"),
          {{QStringLiteral("127.0.0.1"), 9990}, {TlsOptions::Mode::Unverified, {}}}}});
    QWidget *window = dialog("manageServers", "serversDialog");
    window->findChild<QTableWidget *>()->selectRow(0);
    return window;
}

void TestMainWindowAccess::everyControlHasItsNames()
{
    QFETCH(const Open, open);
    VERIFY_NONE(WidgetAudit::namelessControls(*(this->*open)()));
}

void TestMainWindowAccess::everyControlIsReachedByTab()
{
    QFETCH(const Open, open);
    QWidget *window = (this->*open)();
    QApplication::setActiveWindow(window);
    QVERIFY(QTest::qWaitForWindowActive(window));
    VERIFY_NONE(WidgetAudit::unreachableControls(*window));
}

void TestMainWindowAccess::mnemonicsAreUnique()
{
    QFETCH(const Open, open);
    QWidget *window = (this->*open)();
    for (const char *language : {"en", "de"}) {
        m_app->context().language().setCode(QString::fromLatin1(language));
        QCoreApplication::processEvents();
        VERIFY_NONE(WidgetAudit::sharedMnemonics(*window));
    }
}

void TestMainWindowAccess::shortcutsWorkFromEveryControl()
{
    VERIFY_NONE(WidgetAudit::swallowedShortcuts(*m_window));
}

void TestMainWindowAccess::menuMnemonicsAreUnique_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << QStringLiteral("en");
    QTest::newRow("German") << QStringLiteral("de");
}

void TestMainWindowAccess::menuMnemonicsAreUnique()
{
    QFETCH(const QString, language);
    m_app->context().language().setCode(language);
    QCoreApplication::processEvents();
    VERIFY_NONE(WidgetAudit::ambiguousMnemonics(*m_window->menuBar()));
}

void TestMainWindowAccess::textsCanBeRead()
{
    QFETCH(const Open, open);
    QWidget *window = (this->*open)();
    for (const char *theme : {"light", "dark"}) {
        applyTheme(themeNamed(QString::fromLatin1(theme)));
        QCoreApplication::processEvents();
        VERIFY_NONE(WidgetAudit::faintTexts(*window));
        const QPalette palette = window->palette();
        QVERIFY(contrastRatio(palette.color(QPalette::HighlightedText),
                              palette.color(QPalette::Highlight))
                >= 4.5);
    }
}

void TestMainWindowAccess::nothingIsClipped_data()
{
    QTest::addColumn<Open>("open");
    QTest::addColumn<QString>("language");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<int>("points");
    for (const Part &part : allParts) {
        for (const int points : {0, 14, 20}) {
            const auto row = [&](const char *language, Qt::LayoutDirection direction) {
                QTest::addRow("%s, %s, %s, %d points", part.name, language,
                              direction == Qt::LeftToRight ? "to the right" : "to the left", points)
                    << part.open << QString::fromLatin1(language) << direction << points;
            };
            row("en", Qt::LeftToRight);
            row("en", Qt::RightToLeft);
            row("de", Qt::LeftToRight);
        }
    }
}

void TestMainWindowAccess::nothingIsClipped()
{
    QFETCH(const Open, open);
    QFETCH(const QString, language);
    QFETCH(const Qt::LayoutDirection, direction);
    QFETCH(const int, points);
    const QFont before = QApplication::font();
    QFont font = before;
    if (points > 0)
        font.setPointSize(points);
    QApplication::setFont(font);
    m_app->context().language().setCode(language);
    QApplication::setLayoutDirection(direction);
    QWidget *window = (this->*open)();
    QCoreApplication::processEvents();
    window->resize(window->minimumSizeHint());
    QCoreApplication::processEvents();
    const QStringList clipped = WidgetAudit::clippedTexts(*window);
    QApplication::setFont(before);
    VERIFY_NONE(clipped);
}

QTEST_MAIN(TestMainWindowAccess)
#include "tst_mainwindowaccess.moc"
