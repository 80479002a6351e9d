// SPDX-License-Identifier: MIT
#include "tests/gui-client/windowtest.h"
#include "tests/support/markupaudit.h"

#include <QAction>
#include <QDialog>
#include <QScreen>

using namespace DigitSum::Gui;

/// Runs on a screen of 1024x600 pixels.
class TestMainWindowSmallScreen : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { freshWindow(); }
    void cleanup() { closeAll(); }
    void theFirstStartFits();
    void twentyWindowsFit();
    void dialogsFit_data();
    void dialogsFit();
    void presentationStaysFullScreen();

private:
    static bool isOnScreen(const QWidget &window)
    {
        return window.screen()->availableGeometry().contains(window.frameGeometry());
    }
};

void TestMainWindowSmallScreen::initTestCase()
{
    if (QGuiApplication::primaryScreen()->size() != QSize(1024, 600))
        QSKIP("needs the screen of tests/support/screens/netbook.json");
}

void TestMainWindowSmallScreen::theFirstStartFits()
{
    QVERIFY(isOnScreen(*m_window));
    for (const char *name : {"sendButton", "connectButton"}) {
        const auto *button = find<QPushButton>(name);
        QVERIFY2(
            m_window->rect().contains(QRect(button->mapTo(m_window, QPoint()), button->size())),
            name);
    }
}

void TestMainWindowSmallScreen::twentyWindowsFit()
{
    MainWindow *previous = m_window;
    for (int number = 2; number <= 20; ++number) {
        MainWindow *window = m_app->openWindow();
        QVERIFY(QTest::qWaitForWindowExposed(window));
        QVERIFY2(isOnScreen(*window), qPrintable(QString::number(number)));
        QVERIFY2(window->pos() != previous->pos(), qPrintable(QString::number(number)));
        previous = window;
    }
}

void TestMainWindowSmallScreen::dialogsFit_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<QString>("action");
    for (const int percent : {100, 200, 300}) {
        for (const char *action : {"guide", "manageServers"})
            QTest::addRow("%s, %d %%", action, percent) << percent << QString::fromLatin1(action);
    }
}

void TestMainWindowSmallScreen::dialogsFit()
{
    QFETCH(const int, percent);
    QFETCH(const QString, action);
    m_app->context().zoom().setPercent(percent);
    find<QAction>(qPrintable(action))->trigger();
    const auto dialogs = m_window->findChildren<QDialog *>();
    QCOMPARE(dialogs.size(), 1);
    QVERIFY(QTest::qWaitForWindowExposed(dialogs.first()));
    QVERIFY(isOnScreen(*dialogs.first()));
    QTRY_VERIFY(isOnScreen(*m_window));
    m_app->context().zoom().reset();
}

void TestMainWindowSmallScreen::presentationStaysFullScreen()
{
    connectWindow();
    find<QAction>("present")->trigger();
    QTRY_VERIFY(m_window->isFullScreen());
    QCOMPARE_LE(MarkupAudit::settledMinimum(*m_window), m_window->screen()->size().width());
    QCOMPARE_LE(m_window->minimumSizeHint().height(), m_window->screen()->size().height());
    QTRY_COMPARE(m_window->size(), m_window->screen()->size());
    find<QAction>("present")->trigger();
}

QTEST_MAIN(TestMainWindowSmallScreen)
#include "tst_mainwindowsmallscreen.moc"
