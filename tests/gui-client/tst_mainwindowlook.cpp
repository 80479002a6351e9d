// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"
#include "common/widgets/statechip.h"
#include "common/widgets/theme.h"
#include "gui-client/connection/serversdialog.h"
#include "gui-client/history/historymodel.h"
#include "gui-client/viewactions.h"
#include "tests/gui-client/windowtest.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTableView>
#include <QTableWidget>

using namespace DigitSum;
using namespace DigitSum::Gui;
using State = Session::State;

/// The appearance of the window and its saved settings.
class TestMainWindowLook : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { freshWindow(); }
    void cleanup()
    {
        closeAll();
        applyTheme(Theme::System);
    }

    void shortcutsAreAsPromised_data();
    void shortcutsAreAsPromised();
    void zoomIsRemembered();
    void themeIsSwitchedAndRemembered();
    void keysOfEarlierVersionsAreRead();
    void languageSwitchesWhileOpen();
    void rightToLeftMirrors();
    void presentationShowsWhatMatters();
    void presentationKeepsTheColumns();
    void geometryAndColumnsAreRemembered();
    void splitterIsRemembered();
    void offScreenWindowComesBack();
    void lastServerIsRemembered();
    void rememberedServersAreOffered();
    void serversDialogChecksWhatIsEntered();
    void escapeCancelsConnecting();
    void shortcutsConnectAndDisconnect();
    void severalWindowsAreSeveralClients();
    void closedWindowSaysGoodbye();
    void aboutAndGuideOpen();

private:
    QAction *action(const char *name) { return find<QAction>(name); }
};

void TestMainWindowLook::shortcutsAreAsPromised_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("keys");
    const auto row = [](const char *name, const char *keys) {
        QTest::newRow(name) << QByteArray(name) << QString::fromLatin1(keys);
    };
    row("chooseServer", "Ctrl+L");
    row("connectServer", "Ctrl+Return");
    row("disconnectServer", "Ctrl+Shift+D");
    row("find", "Ctrl+F");
    row("zoomIn", "Ctrl++");
    row("zoomOut", "Ctrl+-");
    row("zoomReset", "Ctrl+0");
    row("present", "F11");
    row("guide", "F1");
    row("newWindow", "Ctrl+N");
}

void TestMainWindowLook::shortcutsAreAsPromised()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QString, keys);
    QVERIFY(action(name.constData())->shortcuts().contains(QKeySequence(keys)));
}

void TestMainWindowLook::zoomIsRemembered()
{
    const QFont font = QApplication::font();
    const double before = m_window->fontInfo().pointSizeF();
    QTest::keySequence(m_window, Qt::CTRL | Qt::Key_Plus);
    QTRY_VERIFY(m_window->fontInfo().pointSizeF() > before);
    quitProgram();
    QApplication::setFont(font); // as at program start
    openWindow();
    QCOMPARE(m_app->context().zoom().percent(), 110);
    QTRY_VERIFY(m_window->fontInfo().pointSizeF() > before);
    QTest::keySequence(m_window, Qt::CTRL | Qt::Key_0);
    QTRY_COMPARE(m_window->fontInfo().pointSizeF(), before);
}

void TestMainWindowLook::themeIsSwitchedAndRemembered()
{
    action("theme-dark")->trigger();
    QTRY_VERIFY(isDark(m_window->palette()));
    quitProgram();
    applyTheme(Theme::Light);
    openWindow();
    QTRY_VERIFY(isDark(m_window->palette()));
    QVERIFY(action("theme-dark")->isChecked());
    action("theme-light")->trigger();
    QTRY_VERIFY(!isDark(m_window->palette()));
}

void TestMainWindowLook::keysOfEarlierVersionsAreRead()
{
    quitProgram();
    QSettings().clear();
    QSettings().setValue(QStringLiteral("view/theme"), QStringLiteral("dark"));
    QSettings().setValue(QStringLiteral("view/zoom"), 125);
    QSettings().setValue(QStringLiteral("view/language"), QStringLiteral("de"));
    openWindow();
    QVERIFY(action("theme-dark")->isChecked());
    QVERIFY(action("language-de")->isChecked());
    QCOMPARE(m_app->context().zoom().percent(), 125);
    action("zoomReset")->trigger();
    action("language-en")->trigger();
    action("theme-system")->trigger();
}

void TestMainWindowLook::languageSwitchesWhileOpen()
{
    const QString english = find<QPushButton>("connectButton")->text();
    const QString menu = action("newWindow")->text();
    action("language-de")->trigger();
    QTRY_VERIFY(find<QPushButton>("connectButton")->text() != english);
    QVERIFY(action("newWindow")->text() != menu);
    action("language-en")->trigger();
    QTRY_COMPARE(find<QPushButton>("connectButton")->text(), english);
}

void TestMainWindowLook::rightToLeftMirrors()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    QTRY_VERIFY(find<QComboBox>("hostField")->x() > find<QPushButton>("connectButton")->x());
    QCOMPARE(find<QLineEdit>("hostEdit")->layoutDirection(), Qt::LeftToRight);
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

void TestMainWindowLook::presentationShowsWhatMatters()
{
    connectWindow();
    const double before = find<QLineEdit>("resultField")->fontInfo().pointSizeF();
    QTest::keyClick(m_window, Qt::Key_F11);
    QVERIFY(m_window->isFullScreen());
    QVERIFY(!m_window->menuBar()->isVisible());
    QVERIFY(!find<QWidget>("connectionBar")->isVisible());
    QVERIFY(find<QLineEdit>("digitField")->isVisible());
    QVERIFY(find<QLineEdit>("resultField")->fontInfo().pointSizeF() > before * 1.5);
    QTest::keyClick(m_window, Qt::Key_Escape);
    QVERIFY(!m_window->isFullScreen());
    QVERIFY(m_window->menuBar()->isVisible());
    QVERIFY(qAbs(find<QLineEdit>("resultField")->fontInfo().pointSizeF() - before) < 0.1);
    QCOMPARE(state(), State::Connected);
}

void TestMainWindowLook::presentationKeepsTheColumns()
{
    auto *header = find<QTableView>("historyView")->horizontalHeader();
    header->resizeSection(HistoryModel::TimeColumn, 222);
    header->resizeSection(HistoryModel::ReplyColumn, 333);
    action("column-3")->trigger(); // digits
    QTest::keyClick(m_window, Qt::Key_F11);
    QVERIFY(header->isSectionHidden(HistoryModel::TimeColumn));
    QVERIFY(header->sectionSize(HistoryModel::ReplyColumn) > 333); // with larger text
    QTest::keyClick(m_window, Qt::Key_F11);
    QCOMPARE(header->sectionSize(HistoryModel::TimeColumn), 222);
    QCOMPARE(header->sectionSize(HistoryModel::ReplyColumn), 333);
    QVERIFY(header->isSectionHidden(HistoryModel::DigitsColumn));
}

void TestMainWindowLook::geometryAndColumnsAreRemembered()
{
    m_window->resize(900, 640);
    action("column-3")->trigger(); // digits
    auto *header = find<QTableView>("historyView")->horizontalHeader();
    header->resizeSection(HistoryModel::TimeColumn, 222);
    const QSize size = m_window->size();
    quitProgram();
    openWindow();
    QCOMPARE(m_window->size(), size);
    header = find<QTableView>("historyView")->horizontalHeader();
    QVERIFY(header->isSectionHidden(HistoryModel::DigitsColumn));
    Q_EMIT find<QMenu>("columnsMenu")->aboutToShow(); // sets the check marks
    QVERIFY(!action("column-3")->isChecked());
    QCOMPARE(header->sectionSize(HistoryModel::TimeColumn), 222);
}

void TestMainWindowLook::splitterIsRemembered()
{
    const auto details = [this] { return find<QPlainTextEdit>("detailsField"); };
    const auto choose = [this](int row) { find<QTableView>("historyView")->selectRow(row); };
    m_window->resize(900, 700);
    connectWindow();
    type("digitField", QStringLiteral("12345"));
    QTest::keyClick(find<QLineEdit>("digitField"), Qt::Key_Return);
    QTRY_VERIFY(!find<QLineEdit>("resultField")->text().isEmpty());
    choose(0);
    QTRY_VERIFY(details()->isVisible());
    const int before = details()->height();

    auto *handle = find<QSplitter>("historySplitter")->handle(1);
    const QPoint grip = handle->rect().center();
    QTest::mousePress(handle, Qt::LeftButton, {}, grip);
    QTest::mouseMove(handle, grip - QPoint(0, 90));
    QTest::mouseRelease(handle, Qt::LeftButton, {}, grip);
    QTRY_VERIFY(details()->height() > before + 50);
    const int after = details()->height();

    action("details")->trigger(); // keeps its position when hidden and shown again
    action("details")->trigger();
    QTRY_COMPARE(details()->height(), after);
    quitProgram();
    openWindow();
    QTRY_COMPARE(find<QTableView>("historyView")->model()->rowCount(), 1);
    choose(0);
    QTRY_COMPARE(details()->height(), after);
}

void TestMainWindowLook::offScreenWindowComesBack()
{
    m_window->move(20'000, 20'000);
    QTRY_VERIFY(m_window->x() > 10'000);
    quitProgram();
    openWindow();
    QVERIFY(m_window->screen()->availableGeometry().intersects(m_window->frameGeometry()));
}

void TestMainWindowLook::lastServerIsRemembered()
{
    connectWindow();
    const int port = m_server->port();
    quitProgram();
    openWindow();
    QCOMPARE(find<QSpinBox>("portField")->value(), port);
    QCOMPARE(find<QComboBox>("hostField")->currentText(), QStringLiteral("127.0.0.1"));
}

void TestMainWindowLook::rememberedServersAreOffered()
{
    action("manageServers")->trigger();
    auto *dialog = find<ServersDialog>("serversDialog");
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("addServer")),
                      Qt::LeftButton);
    auto *table = dialog->findChild<QTableWidget *>(QStringLiteral("serversTable"));
    QCOMPARE(table->rowCount(), 1);
    table->item(0, 0)->setText(QStringLiteral("Lab"));
    table->item(0, 1)->setText(QStringLiteral("::1"));
    table->item(0, 2)->setText(QStringLiteral("1234"));
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("acceptServers")),
                      Qt::LeftButton);

    auto *host = find<QComboBox>("hostField");
    QCOMPARE(host->itemText(0), QStringLiteral("Lab ([::1]:1234)"));
    host->setFocus();
    QTest::keyClick(host, Qt::Key_Down);
    host->setCurrentIndex(0);
    Q_EMIT host->activated(0);
    QCOMPARE(host->currentText(), QStringLiteral("::1"));
    type("hostEdit", QStringLiteral("La"));
    QCOMPARE(host->currentText(), QStringLiteral("La")); // as typed
    QCOMPARE(find<QSpinBox>("portField")->value(), 1234);
    quitProgram();
    openWindow();
    QCOMPARE(find<QComboBox>("hostField")->itemText(0), QStringLiteral("Lab ([::1]:1234)"));
}

void TestMainWindowLook::serversDialogChecksWhatIsEntered()
{
    ServersDialog dialog({{QStringLiteral("Lab"), {{QStringLiteral("a"), 1}, {}}}},
                         {{QStringLiteral("b"), 2}, {}});
    auto *table = dialog.findChild<QTableWidget *>(QStringLiteral("serversTable"));
    auto *accept = dialog.findChild<QPushButton *>(QStringLiteral("acceptServers"));
    QVERIFY(accept->isEnabled());
    table->item(0, 2)->setText(QStringLiteral("70000"));
    QVERIFY(!accept->isEnabled());
    QVERIFY(!table->item(0, 2)->toolTip().isEmpty());
    const auto *problem = dialog.findChild<QLabel *>(QStringLiteral("serversProblem"));
    QVERIFY(problem->text().contains(QStringLiteral("Row 1, Port: ")));
    table->item(0, 2)->setText(QStringLiteral("70"));
    QVERIFY(accept->isEnabled());
    QVERIFY(problem->isHidden());
    table->selectRow(0);
    QTest::mouseClick(dialog.findChild<QPushButton *>(QStringLiteral("removeServer")),
                      Qt::LeftButton);
    QVERIFY(dialog.servers().isEmpty());
}

void TestMainWindowLook::escapeCancelsConnecting()
{
    m_server->setGreeting({});
    enterServer(m_server->port());
    click("connectButton");
    QTRY_COMPARE(state(), State::Connecting);
    QTest::keyClick(m_window, Qt::Key_Escape);
    QCOMPARE(state(), State::Disconnected);
}

void TestMainWindowLook::shortcutsConnectAndDisconnect()
{
    enterServer(m_server->port());
    QTest::keyClick(m_window, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(state(), State::Connected);
    QTest::keyClick(m_window, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(state(), State::Disconnected);
    QVERIFY(m_server->received().endsWith("quit\n"));
    QTest::keyClick(m_window, Qt::Key_L, Qt::ControlModifier);
    QVERIFY(find<QLineEdit>("hostEdit")->hasFocus());
}

void TestMainWindowLook::severalWindowsAreSeveralClients()
{
    connectWindow();
    MainWindow *first = m_window;
    action("newWindow")->trigger();
    const QWidgetList tops = QApplication::topLevelWidgets();
    for (QWidget *top : tops) {
        auto *window = qobject_cast<MainWindow *>(top);
        if (window && window != first)
            m_window = window;
    }
    QVERIFY(m_window != first);
    QCOMPARE(state(), State::Disconnected);
    connectWindow();
    QCOMPARE(m_server->accepted(), 2);
    QCOMPARE(first->conversation().session().state(), State::Connected);
    action("keepHistory")->trigger(); // for all windows
    QVERIFY(!action("keepHistory")->isChecked());
    m_window->close();
    m_window = first;
    QVERIFY(!action("keepHistory")->isChecked());
    QCOMPARE(first->conversation().session().state(), State::Connected);
}

void TestMainWindowLook::closedWindowSaysGoodbye()
{
    connectWindow();
    const QPointer<MainWindow> window = m_window;
    m_window->close();
    QVERIFY(!m_window->isVisible());
    QTRY_VERIFY(window.isNull());
    QVERIFY(m_server->received().endsWith("quit\n"));
}

void TestMainWindowLook::aboutAndGuideOpen()
{
    action("about")->trigger();
    QVERIFY(find<QDialog>("aboutDialog")->isVisible());
    find<QDialog>("aboutDialog")->close();
    QTest::keyClick(m_window, Qt::Key_F1);
    QVERIFY(find<QDialog>("guideDialog")->isVisible());
}

QTEST_MAIN(TestMainWindowLook)
#include "tst_mainwindowlook.moc"
