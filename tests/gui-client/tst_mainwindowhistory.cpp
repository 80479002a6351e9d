// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"
#include "gui-client/bulk/bulkpanel.h"
#include "gui-client/history/historymodel.h"
#include "gui-client/historyactions.h"
#include "tests/gui-client/windowtest.h"

#include <QAction>
#include <QDir>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTimer>

#include <sys/stat.h>

using namespace DigitSum;
using namespace DigitSum::Gui;
using State = Session::State;

/// Actions on the history, and text and files that the user pastes, drops or opens.
class TestMainWindowHistory : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { freshWindow(); }
    void cleanup() { closeAll(); }

    void findNarrowsTheList();
    void stateNarrowsTheList();
    void detailsShowTheWholeRequest();
    void copiesRowsAsTabSeparated();
    void sendsAgain();
    void editsAndSendsAgain();
    void deletesAndUndoes();
    void manyScatteredRowsTakeNoTime();
    void clearsAndUndoesFromTheBar();
    void exportsWhatIsShown();
    void exportFailureIsTold();
    void historyIsKeptBetweenRuns();
    void historyIsForgottenIfNotWanted();
    void pastedLinesAreAskedAbout();
    void pastedLinesWaitForAConnection();
    void pastedLinesBecomeOne();
    void pastedLineGoesIntoTheField();
    void longPasteIsSentWithoutTheField();
    void droppedFileIsOffered();
    void onlyOneFileIsTaken();
    void specialFilesAreRefused_data();
    void specialFilesAreRefused();
    void escapeClosesTheFilePanel();
    void fileIsSentWithProgress();
    void noTypingInBetweenWhileAFileIsSent();
    void missingFileIsTold();
    void windowStaysFreeWhileManyRepliesComeIn_data();
    void windowStaysFreeWhileManyRepliesComeIn();
    void statusBarShowsPercentiles();

private:
    QTableView *view() { return find<QTableView>("historyView"); }
    QString cell(int row, int column)
    {
        return view()->model()->index(row, column).data().toString();
    }
    QAction *action(const char *name) { return find<QAction>(name); }
    /// Sends requests through the window and waits for their answers.
    void ask(const QStringList &requests)
    {
        const int before = m_window->conversation().history().rowCount();
        for (const QString &request : requests) {
            type("digitField", request);
            QTest::keyClick(find<QLineEdit>("digitField"), Qt::Key_Return);
        }
        QTRY_COMPARE(m_window->conversation().history().rowCount(), before + int(requests.size()));
        QTRY_COMPARE(m_window->conversation().session().waiting(), qsizetype(0));
        m_window->conversation().flush();
    }
    /// The source proposes to move, as editors do.
    void drop(const QMimeData &data)
    {
        const Qt::DropActions actions = Qt::CopyAction | Qt::MoveAction;
        QDragEnterEvent enter(QPoint(5, 5), actions, &data, Qt::LeftButton, Qt::NoModifier);
        enter.setDropAction(Qt::MoveAction);
        QApplication::sendEvent(m_window, &enter);
        QVERIFY(enter.isAccepted());
        QCOMPARE(enter.dropAction(), Qt::CopyAction);
        QDropEvent event(QPointF(5, 5), actions, &data, Qt::LeftButton, Qt::NoModifier);
        event.setDropAction(Qt::MoveAction);
        QApplication::sendEvent(m_window, &event);
        QCOMPARE(event.dropAction(), Qt::CopyAction); // otherwise the source deletes the text
    }
    QString writeFile(const QByteArray &bytes)
    {
        QString path = m_folder->filePath(QStringLiteral("digits.txt"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file to test with");
        return path;
    }
};

void TestMainWindowHistory::findNarrowsTheList()
{
    connectWindow();
    ask({QStringLiteral("12345"), QStringLiteral("99"), QStringLiteral("12a45")});
    QTest::keySequence(m_window, QKeySequence::Find);
    QVERIFY(find<QLineEdit>("findField")->hasFocus());
    QTest::keyClicks(find<QLineEdit>("findField"), QStringLiteral("45"));
    QCOMPARE(view()->model()->rowCount(), 2);
    QTest::keyClicks(find<QLineEdit>("findField"), QStringLiteral("678"));
    QCOMPARE(view()->model()->rowCount(), 0);
    QVERIFY(find<QLabel>("historyViewEmpty")->isVisible());
    QVERIFY(find<QLabel>("historyViewEmpty")->text().contains(QStringLiteral("No matching rows")));
}

void TestMainWindowHistory::stateNarrowsTheList()
{
    connectWindow();
    ask({QStringLiteral("12345"), QStringLiteral("12a45")});
    auto *show = find<QComboBox>("showField");
    show->setFocus();
    QTest::keyClicks(show, QStringLiteral("Ref"));
    QCOMPARE(show->currentText(), QStringLiteral("Refused"));
    QCOMPARE(view()->model()->rowCount(), 1);
    QCOMPARE(cell(0, HistoryModel::RequestColumn), QStringLiteral("12a45"));
}

void TestMainWindowHistory::detailsShowTheWholeRequest()
{
    connectWindow();
    const QString number = QStringLiteral("1234567890").repeated(100);
    ask({number});
    view()->selectRow(0);
    const QString details = find<QPlainTextEdit>("detailsField")->toPlainText();
    QCOMPARE(details, QString(number + QStringLiteral("\n4500")));
    QVERIFY(cell(0, HistoryModel::RequestColumn).size() < number.size());
}

void TestMainWindowHistory::copiesRowsAsTabSeparated()
{
    connectWindow();
    ask({QStringLiteral("1"), QStringLiteral("22")});
    view()->setFocus();
    QTest::keySequence(view(), QKeySequence::SelectAll);
    QTest::keySequence(view(), QKeySequence::Copy);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0].split(u'\t').at(2), QStringLiteral("22")); // as shown: newest first
    QCOMPARE(lines[1].split(u'\t').at(2), QStringLiteral("1"));
}

void TestMainWindowHistory::sendsAgain()
{
    connectWindow();
    ask({QStringLiteral("77")});
    view()->selectRow(0);
    QTest::keySequence(m_window, Qt::CTRL | Qt::Key_R);
    QTRY_COMPARE(view()->model()->rowCount(), 2);
    QTRY_COMPARE(cell(0, HistoryModel::StateColumn), QStringLiteral("Answered, sent again"));
    QCOMPARE(cell(0, HistoryModel::RequestColumn), QStringLiteral("77"));
    QCOMPARE(cell(1, HistoryModel::StateColumn), QStringLiteral("Answered"));
    click("connectButton");
    QTRY_COMPARE(state(), State::Disconnected);
    QVERIFY(!action("sendAgain")->isEnabled());
}

void TestMainWindowHistory::editsAndSendsAgain()
{
    connectWindow();
    ask({QStringLiteral("12a45"), QStringLiteral("1")});
    view()->selectRow(1);
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_F2);
    QCOMPARE(find<QLineEdit>("digitField")->text(), QStringLiteral("12a45"));
    QVERIFY(find<QLineEdit>("digitField")->hasFocus());
}

void TestMainWindowHistory::deletesAndUndoes()
{
    connectWindow();
    ask({QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")});
    view()->selectRow(1);
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_Delete);
    QCOMPARE(view()->model()->rowCount(), 2);
    QCOMPARE(cell(1, HistoryModel::RequestColumn), QStringLiteral("1"));
    QTest::keySequence(m_window, QKeySequence::Undo);
    QCOMPARE(view()->model()->rowCount(), 3);
    QCOMPARE(cell(1, HistoryModel::RequestColumn), QStringLiteral("2"));
    QTest::keySequence(m_window, Qt::CTRL | Qt::SHIFT | Qt::Key_Z);
    QCOMPARE(view()->model()->rowCount(), 2);
}

/// Every second of 100,000 rows, selected while the others were filtered out.
void TestMainWindowHistory::manyScatteredRowsTakeNoTime()
{
    constexpr int count = 100'000;
    QList<HistoryEntry> entries(count);
    for (int i = 0; i < count; ++i) {
        entries[i].number = i + 1;
        entries[i].exchange.request = i % 2 == 0 ? QByteArrayLiteral("12") : QByteArrayLiteral("x");
        entries[i].exchange.requestBytes = entries[i].exchange.request.size();
        entries[i].exchange.outcome =
            i % 2 == 0 ? Exchange::Outcome::Sum : Exchange::Outcome::Refused;
        entries[i].exchange.sum = 3;
    }
    m_window->conversation().history().append(entries);
    find<QComboBox>("showField")->setCurrentIndex(2); // answered
    QCOMPARE(view()->model()->rowCount(), count / 2);
    view()->selectAll();
    find<QComboBox>("showField")->setCurrentIndex(0);
    QCOMPARE(view()->model()->rowCount(), count);

    QElapsedTimer clock;
    clock.start();
    action("copy")->trigger();
    const qint64 copied = clock.restart();
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), count / 2);
    action("remove")->trigger();
    const qint64 removed = clock.restart();
    QCOMPARE(view()->model()->rowCount(), count / 2);
    action("undo")->trigger();
    const qint64 undone = clock.elapsed();
    QCOMPARE(view()->model()->rowCount(), count);
    qInfo("copied in %lld ms, removed in %lld ms, undone in %lld ms", copied, removed, undone);
    QVERIFY(copied < 3'000 && removed < 3'000 && undone < 3'000); // 15 s if quadratic
}

void TestMainWindowHistory::clearsAndUndoesFromTheBar()
{
    connectWindow();
    ask({QStringLiteral("1"), QStringLiteral("2")});
    action("clear")->trigger();
    QCOMPARE(view()->model()->rowCount(), 0);
    QVERIFY(find<MessageBar>("messageBar")->title().startsWith(QStringLiteral("2 row")));
    click("messageAction");
    QCOMPARE(view()->model()->rowCount(), 2);
    QVERIFY(!find<MessageBar>("messageBar")->isVisible());
}

void TestMainWindowHistory::exportsWhatIsShown()
{
    connectWindow();
    ask({QStringLiteral("12345"), QStringLiteral("99")});
    QTest::keyClicks(find<QLineEdit>("findField"), QStringLiteral("123"));
    for (const char *name : {"rows.csv", "rows.json"}) {
        const QString path = m_folder->filePath(QString::fromLatin1(name));
        QCOMPARE(m_window->historyActions().exportTo(path), QString());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("12345"));
        QVERIFY(!text.contains("99,"));
        QCOMPARE(text.startsWith("["), path.endsWith(QStringLiteral("json")));
    }
}

void TestMainWindowHistory::exportFailureIsTold()
{
    connectWindow();
    ask({QStringLiteral("1")});
    const QString path = m_folder->filePath(QStringLiteral("no/where.csv"));
    const QString error = m_window->historyActions().exportTo(path);
    QVERIFY(!error.isEmpty());
    Q_EMIT m_window->historyActions().exported(path, error);
    QVERIFY(find<MessageBar>("messageBar")->title().contains(QStringLiteral("Could not export")));
}

void TestMainWindowHistory::historyIsKeptBetweenRuns()
{
    connectWindow();
    ask({QStringLiteral("12345"), QStringLiteral("12a45")});
    quitProgram();
    openWindow();
    QTRY_COMPARE(view()->model()->rowCount(), 2); // loaded in the background
    QCOMPARE(cell(0, HistoryModel::StateColumn), QStringLiteral("Refused"));
    QCOMPARE(cell(1, HistoryModel::ReplyColumn), QStringLiteral("15"));
    connectWindow();
    ask({QStringLiteral("7")});
    QCOMPARE(cell(0, HistoryModel::NumberColumn), QStringLiteral("3")); // continues the numbering
}

void TestMainWindowHistory::historyIsForgottenIfNotWanted()
{
    connectWindow();
    ask({QStringLiteral("12345")});
    action("keepHistory")->trigger();
    QCOMPARE(view()->model()->rowCount(), 1);
    quitProgram();
    openWindow();
    QCOMPARE(view()->model()->rowCount(), 0);
    QVERIFY(!action("keepHistory")->isChecked());
}

void TestMainWindowHistory::pastedLinesAreAskedAbout()
{
    connectWindow();
    paste(QStringLiteral("12\r\n34\n\n56\n"));
    QCOMPARE(find<QLineEdit>("digitField")->text(), QString());
    QVERIFY(find<MessageBar>("messageBar")->title().contains(u'4'));
    click("messageAction");
    QTRY_COMPARE(view()->model()->rowCount(), 4);
    QTRY_COMPARE(cell(0, HistoryModel::ReplyColumn), QStringLiteral("11"));
    QCOMPARE(cell(1, HistoryModel::StateColumn), QStringLiteral("Refused")); // the empty line
    QCOMPARE(cell(3, HistoryModel::ReplyColumn), QStringLiteral("3"));
}

void TestMainWindowHistory::pastedLinesWaitForAConnection()
{
    paste(QStringLiteral("\n\n12\n34\n"));
    const auto *bar = find<MessageBar>("messageBar");
    QVERIFY(bar->title().contains(u'2')); // empty lines around do not count
    click("messageAction");
    QVERIFY(bar->title().contains(QStringLiteral("there is no connection")));
    QVERIFY(!find<BulkPanel>("bulkPanel")->isVisible());
    connectWindow();
    QCOMPARE(view()->model()->rowCount(), 0);
    click("messageAction");
    QTRY_COMPARE(view()->model()->rowCount(), 2);
}

void TestMainWindowHistory::pastedLinesBecomeOne()
{
    paste(QStringLiteral("12\n34"));
    click("messageSecondAction");
    QCOMPARE(find<QLineEdit>("digitField")->text(), QStringLiteral("1234"));
    QVERIFY(!find<MessageBar>("messageBar")->isVisible());
}

void TestMainWindowHistory::pastedLineGoesIntoTheField()
{
    type("digitField", QStringLiteral("9"));
    paste(QStringLiteral("12345\n"));
    QCOMPARE(find<QLineEdit>("digitField")->text(), QStringLiteral("912345"));
    QVERIFY(!find<MessageBar>("messageBar")->isVisible());
}

void TestMainWindowHistory::longPasteIsSentWithoutTheField()
{
    connectWindow();
    paste(QStringLiteral("3").repeated(100'000));
    QVERIFY(find<MessageBar>("messageBar")->title().contains(QStringLiteral("100,000")));
    click("messageAction");
    QTRY_COMPARE(view()->model()->rowCount(), 1);
    QCOMPARE(cell(0, HistoryModel::ReplyColumn), QStringLiteral("300000"));
}

void TestMainWindowHistory::droppedFileIsOffered()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(writeFile("1\n2\n"))});
    drop(data);
    QVERIFY(find<BulkPanel>("bulkPanel")->isVisible());
    QVERIFY(find<QLabel>("fileQuestion")->text().contains(QStringLiteral("digits.txt")));
    QVERIFY(!find<QPushButton>("fileSend")->isEnabled()); // not connected yet
    click("fileLeave");
    QVERIFY(!find<BulkPanel>("bulkPanel")->isVisible());

    QMimeData text;
    text.setText(QStringLiteral("123"));
    drop(text);
    QCOMPARE(find<QLineEdit>("digitField")->text(), QStringLiteral("123"));
}

void TestMainWindowHistory::onlyOneFileIsTaken()
{
    const QUrl url = QUrl::fromLocalFile(writeFile("1\n2\n"));
    QMimeData data;
    data.setUrls({url, url});
    drop(data);
    QVERIFY(find<MessageBar>("messageBar")->title().contains(QStringLiteral("Only one file")));
    QVERIFY(!find<BulkPanel>("bulkPanel")->isVisible());

    m_server->hold();
    connectWindow();
    find<BulkPanel>("bulkPanel")->offerFile(url.toLocalFile());
    click("fileSend");
    data.setUrls({url});
    drop(data);
    QVERIFY(find<MessageBar>("messageBar")->title().contains(QStringLiteral("a file is being")));
    m_server->release();
    QTRY_COMPARE(view()->model()->rowCount(), 2);
}

void TestMainWindowHistory::specialFilesAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("reason");
    QTest::newRow("pipe") << QStringLiteral("pipe") << QStringLiteral("pipe or a device");
    QTest::newRow("device") << QStringLiteral("/dev/zero") << QStringLiteral("pipe or a device");
    QTest::newRow("folder") << QStringLiteral(".") << QStringLiteral("folder");
}

void TestMainWindowHistory::specialFilesAreRefused()
{
    QFETCH(const QString, name);
    QFETCH(const QString, reason);
    const QString pipe = m_folder->filePath(QStringLiteral("pipe"));
    QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    connectWindow();
    find<BulkPanel>("bulkPanel")->offerFile(QDir(m_folder->path()).filePath(name));
    QVERIFY(find<MessageBar>("messageBar")->text().contains(reason));
    QVERIFY(!find<BulkPanel>("bulkPanel")->isVisible());
}

void TestMainWindowHistory::escapeClosesTheFilePanel()
{
    find<BulkPanel>("bulkPanel")->offerFile(writeFile("1\n2\n"));
    QVERIFY(find<BulkPanel>("bulkPanel")->isVisible());
    QTest::keyClick(m_window, Qt::Key_Escape);
    QVERIFY(!find<BulkPanel>("bulkPanel")->isVisible());
}

void TestMainWindowHistory::fileIsSentWithProgress()
{
    connectWindow();
    find<BulkPanel>("bulkPanel")->offerFile(writeFile(QByteArray("12\n").repeated(3000) + "x\n"));
    click("fileSend");
    QVERIFY(find<QPushButton>("fileCancel")->isVisible());
    QTRY_COMPARE(find<QLabel>("fileTitle")->text(), QStringLiteral("Sent digits.txt"));
    QVERIFY(find<QLabel>("fileNumbers")->text().contains(QStringLiteral("3,001")));
    QVERIFY(find<QLabel>("fileNumbers")->text().contains(QStringLiteral("1 refused")));
    QTRY_COMPARE(view()->model()->rowCount(), 3001);
    click("fileCancel"); // now labelled Close
    QVERIFY(!find<BulkPanel>("bulkPanel")->isVisible());
}

void TestMainWindowHistory::noTypingInBetweenWhileAFileIsSent()
{
    m_server->hold();
    connectWindow();
    find<BulkPanel>("bulkPanel")->offerFile(writeFile("1\n2\n"));
    click("fileSend");
    QVERIFY(!find<QPushButton>("sendButton")->isEnabled());
    type("digitField", QStringLiteral("5"));
    QTest::keyClick(find<QLineEdit>("digitField"), Qt::Key_Return);
    QVERIFY(find<MessageBar>("messageBar")->title().contains(QStringLiteral("a file is being")));
    m_server->release();
    QTRY_VERIFY(find<QPushButton>("sendButton")->isEnabled());
    QTRY_COMPARE(view()->model()->rowCount(), 2);
}

void TestMainWindowHistory::missingFileIsTold()
{
    connectWindow();
    find<BulkPanel>("bulkPanel")->offerFile(m_folder->filePath(QStringLiteral("gone.txt")));
    click("fileSend");
    QVERIFY(find<MessageBar>("messageBar")->title().contains(QStringLiteral("gone.txt")));
}

void TestMainWindowHistory::windowStaysFreeWhileManyRepliesComeIn_data()
{
    QTest::addColumn<int>("column");
    QTest::newRow("newest first") << int(HistoryModel::NumberColumn);
    QTest::newRow("by round-trip time, all over the list") << int(HistoryModel::RoundTripColumn);
}

void TestMainWindowHistory::windowStaysFreeWhileManyRepliesComeIn()
{
    // The limit is generous because the server runs in the same thread.
    QFETCH(const int, column);
    connectWindow();
    view()->sortByColumn(column, Qt::DescendingOrder);
    find<BulkPanel>("bulkPanel")->offerFile(writeFile(QByteArray("123456789\n").repeated(100'000)));
    QTimer pulse;
    QElapsedTimer since;
    qint64 longestGap = 0;
    connect(&pulse, &QTimer::timeout, this,
            [&] { longestGap = std::max(longestGap, since.restart()); });
    click("fileSend");
    since.start();
    pulse.start(1);
    QTRY_COMPARE_WITH_TIMEOUT(find<QLabel>("fileTitle")->text(), QStringLiteral("Sent digits.txt"),
                              60'000);
    QTRY_COMPARE(view()->model()->rowCount(), 100'000);
    pulse.stop();
    qInfo("longest gap of the event loop: %lld ms", longestGap);
    QVERIFY2(longestGap < 250, qPrintable(QString::number(longestGap)));
    view()->sortByColumn(HistoryModel::NumberColumn, Qt::DescendingOrder);
    QCOMPARE(cell(0, HistoryModel::NumberColumn), QStringLiteral("100,000"));
}

void TestMainWindowHistory::statusBarShowsPercentiles()
{
    connectWindow();
    QCOMPARE(find<QLabel>("statusLabel")->text(), QString());
    ask({QStringLiteral("1"), QStringLiteral("2")});
    const QString text = find<QLabel>("statusLabel")->text();
    QVERIFY2(text.contains(QStringLiteral("p50")) && text.contains(QStringLiteral("p99")),
             qPrintable(text));
}

QTEST_MAIN(TestMainWindowHistory)
#include "tst_mainwindowhistory.moc"
