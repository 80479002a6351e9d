// SPDX-License-Identifier: MIT
#include "tests/server/console/consolefixture.h"

#include "common/widgets/zoom.h"
#include "tests/support/markupaudit.h"

#include <QDialog>
#include <QScreen>

/// Runs on a screen of 1024x600 pixels.
class TestConsoleSmallScreen final : public ConsoleFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init()
    {
        QSettings().clear();
        open();
    }
    void cleanup() { close(); }
    void theFirstStartFits();
    void dialogsFit_data();
    void dialogsFit();
    void presentationStaysFullScreen();

private:
    static bool isOnScreen(const QWidget &window)
    {
        return window.screen()->availableGeometry().contains(window.frameGeometry());
    }
};

void TestConsoleSmallScreen::initTestCase()
{
    if (QGuiApplication::primaryScreen()->size() != QSize(1024, 600))
        QSKIP("needs the screen of tests/support/screens/netbook.json");
}

void TestConsoleSmallScreen::theFirstStartFits()
{
    QVERIFY(isOnScreen(*m_window));
    const auto buttons = m_window->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons) {
        const QRect place(button->mapTo(m_window.get(), QPoint()), button->size());
        QVERIFY2(!button->isVisible() || m_window->rect().contains(place),
                 qPrintable(button->objectName()));
    }
}

void TestConsoleSmallScreen::dialogsFit_data()
{
    QTest::addColumn<QString>("zoom");
    QTest::addColumn<QString>("action");
    for (const int steps : {0, 6}) {
        for (const char *action : {"optionsAction", "helpAction", "aboutAction"})
            QTest::addRow("%s, %d steps larger", action, steps)
                << QString(steps, u'+') << QString::fromLatin1(action);
    }
}

void TestConsoleSmallScreen::dialogsFit()
{
    QFETCH(const QString, zoom);
    QFETCH(const QString, action);
    for (int i = 0; i < zoom.size(); ++i)
        trigger("zoomIn");
    trigger(qPrintable(action));
    const auto dialogs = m_window->findChildren<QDialog *>();
    QCOMPARE(dialogs.size(), 1);
    QVERIFY(QTest::qWaitForWindowExposed(dialogs.first()));
    QVERIFY2(isOnScreen(*dialogs.first()),
             qPrintable(QDebug::toString(dialogs.first()->frameGeometry())));
    QTRY_VERIFY(isOnScreen(*m_window));
    trigger("zoomReset");
}

void TestConsoleSmallScreen::presentationStaysFullScreen()
{
    start();
    const auto client = connectClient();
    trigger("presentAction");
    QTRY_VERIFY(m_window->isFullScreen());
    QCOMPARE_LE(MarkupAudit::settledMinimum(*m_window), m_window->screen()->size().width());
    QCOMPARE_LE(m_window->minimumSizeHint().height(), m_window->screen()->size().height());
    QTRY_COMPARE(m_window->size(), m_window->screen()->size());
}

QTEST_MAIN(TestConsoleSmallScreen)
#include "tst_consolesmallscreen.moc"
