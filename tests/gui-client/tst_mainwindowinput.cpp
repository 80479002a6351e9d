// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"
#include "gui-client/history/historymodel.h"
#include "gui-client/request/requestbar.h"
#include "tests/gui-client/windowtest.h"

#include <QElapsedTimer>
#include <QInputMethodEvent>
#include <QTableView>

using namespace DigitSum;
using namespace DigitSum::Gui;

/// What is typed or pasted is sent whole, or not at all and with a reason; and messages stay until
/// they are read or no longer true.
class TestMainWindowInput : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { freshWindow(); }
    void cleanup() { closeAll(); }

    void secondPasteIsNotCutOff();
    void insertedTextIsNotCutOff();
    void lineBreaksFromAnInputMethodAreAskedAbout();
    void enterAfterPastingSendsWhatWasPasted();
    void questionEndsWithTheNextText_data();
    void questionEndsWithTheNextText();
    void undoneDeletionNeedsNoUndo();
    void errorEndsWithItsAddress();
    void reasonNotToSendEndsWithIt();
    void earlierProblemShowsAgain();
    void partlyKeptRequestIsNotSentAgain();
    void unsavableSettingsAreTold();

private:
    MessageBar *bar() { return find<MessageBar>("messageBar"); }
    QLineEdit *field() { return find<QLineEdit>("digitField"); }
    QString newestReply()
    {
        const auto *rows = find<QTableView>("historyView")->model();
        return rows->index(0, HistoryModel::ReplyColumn).data().toString();
    }
    /// Sends what has the focus an Enter, as a keyboard does.
    static void pressEnter() { QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); }
};

void TestMainWindowInput::secondPasteIsNotCutOff()
{
    connectWindow();
    paste(QStringLiteral("1").repeated(20'000));
    QCOMPARE(field()->text().size(), 20'000);
    paste(QStringLiteral("2").repeated(20'000));
    QVERIFY2(bar()->title().contains(QStringLiteral("40,000")), qPrintable(bar()->title()));
    pressEnter();
    QTRY_COMPARE(newestReply(), QStringLiteral("60000"));
}

void TestMainWindowInput::insertedTextIsNotCutOff()
{
    connectWindow();
    QInputMethodEvent event;
    event.setCommitString(QStringLiteral("3").repeated(100'000));
    field()->setFocus();
    QApplication::sendEvent(field(), &event);
    pressEnter();
    QTRY_COMPARE(newestReply(), QStringLiteral("300000"));
}

void TestMainWindowInput::lineBreaksFromAnInputMethodAreAskedAbout()
{
    connectWindow();
    field()->setText(QStringLiteral("12\n34"));
    field()->setFocus();
    pressEnter();
    QVERIFY2(bar()->title().contains(QStringLiteral("2 lines")), qPrintable(bar()->title()));
}

void TestMainWindowInput::enterAfterPastingSendsWhatWasPasted()
{
    connectWindow();
    type("digitField", QStringLiteral("9"));
    paste(QStringLiteral("12\n34"));
    pressEnter();
    QTRY_COMPARE(newestReply(), QStringLiteral("7"));
    QCOMPARE(find<QTableView>("historyView")->model()->rowCount(), 2);
    QCOMPARE(field()->text(), QStringLiteral("9"));
}

void TestMainWindowInput::questionEndsWithTheNextText_data()
{
    QTest::addColumn<bool>("isTyped");
    QTest::newRow("typed") << true;
    QTest::newRow("pasted") << false;
}

void TestMainWindowInput::questionEndsWithTheNextText()
{
    QFETCH(const bool, isTyped);
    paste(QStringLiteral("1\n2\n3"));
    QVERIFY(bar()->isVisible());
    if (isTyped)
        type("digitField", QStringLiteral("7"));
    else
        paste(QStringLiteral("7"));
    QVERIFY(!bar()->isVisible());
    QCOMPARE(field()->text(), QStringLiteral("7"));
}

void TestMainWindowInput::undoneDeletionNeedsNoUndo()
{
    connectWindow();
    type("digitField", QStringLiteral("12"));
    pressEnter();
    QTRY_COMPARE(newestReply(), QStringLiteral("3"));
    find<QTableView>("historyView")->selectRow(0);
    find<QAction>("remove")->trigger();
    QVERIFY(bar()->isVisible());
    find<QAction>("undo")->trigger();
    QVERIFY(!bar()->isVisible());
}

void TestMainWindowInput::errorEndsWithItsAddress()
{
    const quint16 port = m_server->port();
    m_server->stopListening();
    enterServer(port);
    click("connectButton");
    QTRY_COMPARE(state(), Session::State::Lost);
    QTRY_VERIFY(bar()->isVisible());
    type("hostEdit", QStringLiteral("127.0.0.2"));
    QVERIFY(!bar()->isVisible());
}

void TestMainWindowInput::reasonNotToSendEndsWithIt()
{
    type("digitField", QStringLiteral("12"));
    pressEnter();
    QVERIFY(bar()->title().contains(QStringLiteral("no connection")));
    connectWindow();
    QVERIFY(!bar()->isVisible());
}

void TestMainWindowInput::earlierProblemShowsAgain()
{
    type("digitField", QStringLiteral("12"));
    pressEnter();
    const QString first = bar()->title();
    paste(QStringLiteral("1\n2"));
    QVERIFY(bar()->title() != first);
    click("messageClose");
    QVERIFY(bar()->isVisible());
    QCOMPARE(bar()->title(), first);
    click("messageClose");
    QVERIFY(!bar()->isVisible());
}

void TestMainWindowInput::partlyKeptRequestIsNotSentAgain()
{
    connectWindow();
    paste(QStringLiteral("1").repeated(HistoryEntry::keptBytes + 1));
    if (bar()->isVisible())
        pressEnter();
    else
        QTest::keyClick(field(), Qt::Key_Return);
    QTRY_COMPARE(newestReply(), QString::number(HistoryEntry::keptBytes + 1));
    find<QTableView>("historyView")->selectRow(0);
    for (const char *name : {"sendAgain", "editAndSend"}) {
        bar()->dismiss();
        find<QAction>(name)->trigger();
        QVERIFY2(bar()->isVisible() && bar()->text().contains(QStringLiteral("the first ")), name);
    }
    QCOMPARE(find<QTableView>("historyView")->model()->rowCount(), 1);
}

void TestMainWindowInput::unsavableSettingsAreTold()
{
    QFile file(m_folder->filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, file.fileName());
    openWindow();
    QCOMPARE(bar()->title(), QStringLiteral("Settings cannot be saved."));
    QVERIFY2(bar()->text().contains(QStringLiteral("Not a directory")), qPrintable(bar()->text()));
}

QTEST_MAIN(TestMainWindowInput)
#include "tst_mainwindowinput.moc"
