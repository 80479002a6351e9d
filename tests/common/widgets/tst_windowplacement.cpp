// SPDX-License-Identifier: MIT
#include "common/widgets/windowplacement.h"

#include <QBoxLayout>
#include <QDialog>
#include <QLabel>
#include <QScreen>
#include <QTest>

using namespace DigitSum;

class TestWindowPlacement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsAWindowWithinTheScreen_data();
    void keepsAWindowWithinTheScreen();
    void twentyWindowsStayOnTheScreen_data();
    void twentyWindowsStayOnTheScreen();
    void largeWindowsAndDialogsOpenWithinTheScreen_data();
    void largeWindowsAndDialogsOpenWithinTheScreen();
    void smallWindowsKeepTheirSize();
    void contentThatGrowsNeverWidensBeyondTheScreen();
    void newWindowIsPlacedOnTheScreen();

private:
    static QRect available() { return QGuiApplication::primaryScreen()->availableGeometry(); }
};

void TestWindowPlacement::keepsAWindowWithinTheScreen_data()
{
    QTest::addColumn<QPoint>("position");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QPoint>("kept");

    const QSize size(400, 300);
    QTest::newRow("inside") << QPoint(150, 90) << size << QPoint(150, 90);
    QTest::newRow("beyond the right edge") << QPoint(900, 90) << size << QPoint(724, 90);
    QTest::newRow("beyond the bottom") << QPoint(150, 590) << size << QPoint(150, 330);
    QTest::newRow("under the panels") << QPoint(0, 0) << size << QPoint(100, 30);
    QTest::newRow("exactly as large") << QPoint(0, 0) << QSize(1024, 600) << QPoint(100, 30);
    QTest::newRow("larger") << QPoint(300, 200) << QSize(2000, 2000) << QPoint(100, 30);
}

void TestWindowPlacement::keepsAWindowWithinTheScreen()
{
    QFETCH(const QPoint, position);
    QFETCH(const QSize, size);
    QTEST(keptWithin(position, size, QRect(100, 30, 1024, 600)), "kept");
}

void TestWindowPlacement::twentyWindowsStayOnTheScreen_data()
{
    QTest::addColumn<QRect>("screen");
    QTest::addColumn<QSize>("size");

    QTest::newRow("netbook") << QRect(0, 0, 1024, 600) << QSize(914, 560);
    QTest::newRow("second screen") << QRect(-1366, 200, 1366, 768) << QSize(914, 686);
    QTest::newRow("as large as the screen") << QRect(0, 30, 911, 482) << QSize(911, 482);
}

void TestWindowPlacement::twentyWindowsStayOnTheScreen()
{
    QFETCH(const QRect, screen);
    QFETCH(const QSize, size);
    QPoint position = screen.topLeft();
    for (int number = 2; number <= 20; ++number) {
        const QPoint next = cascaded(position, size, screen);
        QVERIFY2(screen.contains(QRect(next, size)), qPrintable(QString::number(number)));
        const bool fills = size == screen.size();
        QVERIFY2(fills || next != position, qPrintable(QString::number(number)));
        position = next;
    }
}

void TestWindowPlacement::largeWindowsAndDialogsOpenWithinTheScreen_data()
{
    QTest::addColumn<bool>("isDialog");
    QTest::addColumn<QSize>("wanted");
    QTest::addColumn<QSize>("least");

    for (const bool isDialog : {false, true}) {
        const char *kind = isDialog ? "dialog" : "window";
        QTest::addRow("%s that wants more", kind) << isDialog << QSize(2000, 2000) << QSize(9, 9);
        QTest::addRow("%s that needs more", kind) << isDialog << QSize(9, 9) << QSize(2000, 2000);
        QTest::addRow("%s that needs more width", kind) << isDialog << QSize() << QSize(2500, 9);
    }
}

void TestWindowPlacement::largeWindowsAndDialogsOpenWithinTheScreen()
{
    QFETCH(const bool, isDialog);
    QFETCH(const QSize, wanted);
    QFETCH(const QSize, least);
    const WindowPlacement placement;
    QWidget parent;
    parent.show();
    const std::unique_ptr<QWidget> window(isDialog ? new QDialog(&parent) : new QWidget);
    auto *content = new QWidget;
    content->setMinimumSize(least);
    auto *column = new QVBoxLayout(window.get());
    column->addWidget(content);
    if (wanted.isValid())
        window->resize(wanted);
    window->move(available().bottomRight());
    window->show();
    QVERIFY(QTest::qWaitForWindowExposed(window.get()));
    QVERIFY2(available().contains(window->frameGeometry()),
             qPrintable(QDebug::toString(window->frameGeometry())));
}

void TestWindowPlacement::smallWindowsKeepTheirSize()
{
    const WindowPlacement placement;
    QWidget window;
    window.resize(300, 200);
    window.show();
    QCOMPARE(window.size(), QSize(300, 200));
    QCOMPARE(window.minimumSize(), QSize(0, 0));
}

void TestWindowPlacement::contentThatGrowsNeverWidensBeyondTheScreen()
{
    const WindowPlacement placement;
    QWidget window;
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(&window);
    column->addWidget(content);
    window.resize(300, 200);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));

    content->setMinimumSize(3000, 3000); // as large text does
    QTRY_VERIFY(window.width() > 300);
    QVERIFY(window.width() <= available().width());
    QVERIFY(window.height() <= available().height());

    content->setMinimumSize(500, 400);
    QTRY_VERIFY(window.minimumWidth() >= 500 && window.minimumWidth() < 600);
}

void TestWindowPlacement::newWindowIsPlacedOnTheScreen()
{
    const WindowPlacement placement;
    QWidget first;
    first.resize(600, 600);
    first.move(available().bottomRight() - QPoint(620, 640));
    first.show();
    QWidget second;
    second.resize(600, 600);
    WindowPlacement::cascade(second, first);
    second.show();
    QVERIFY(second.pos() != first.pos());
    QVERIFY(available().contains(second.frameGeometry()));
}

QTEST_MAIN(TestWindowPlacement)
#include "tst_windowplacement.moc"
