// SPDX-License-Identifier: MIT
#include "terminal-client/batch.h"
#include "tests/terminal-client/terminalrun.h"

#include <QDeadlineTimer>
#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <memory>

using namespace DigitSum;
using namespace DigitSum::Testing;
using State = Session::State;

namespace {

/// Waits until \a predicate is true and returns whether it was in time. Checks it in every turn of
/// the event loop; QTRY_VERIFY checks only every 50 ms, which is too slow for much data.
template <typename Predicate>
bool soon(Predicate predicate)
{
    for (const QDeadlineTimer limit(20'000); !limit.hasExpired();) {
        if (predicate())
            return true;
        QCoreApplication::processEvents();
    }
    return false;
}

/// The batch mode of `digitsum`.
struct Run : TerminalRun
{
    /// Reads requests from \a lines if given, otherwise from the pipe.
    explicit Run(const QByteArray &lines = {}, const Session::Limits &limits = {})
        : TerminalRun(limits)
        , batch(session, lines, lines.isEmpty() ? &input : nullptr, output)
    {
        follow(batch);
        QObject::connect(&batch, &Batch::said, &session,
                         [this](const QString &line) { said += line; });
    }

    /// Writes as much input as fits. Returns whether all of it was written and read.
    bool feed(const QByteArray &bytes = {})
    {
        unfed += bytes;
        in.write(unfed);
        return unfed.isEmpty() && in.bytesInside() == 0;
    }

    /// Answers each pending request with \a reply.
    void answer(const QByteArray &reply)
    {
        const qsizetype arrived = peer.received().count('\n') - 1; // without the first, empty one
        if (arrived > answered)
            peer.say(QByteArray(reply + "\r\n").repeated(arrived - answered));
        answered = qMax(answered, arrived);
    }

    Batch batch;
    QStringList said;
    QByteArray unfed;
    qsizetype answered = 0;
};

} // namespace

class TestBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void linesOverChunks_data();
    void linesOverChunks();
    void quitEndsTheInput_data();
    void quitEndsTheInput();
    void aLongLineGoesThroughInParts();
    void repliesInOrder();
    void arguments();
    void noInput();
    void exitCodes_data();
    void exitCodes();
    void lostMeanwhile();
    void notReached();
    void readsNothingBeforeItIsConnected();
    void pausesWhileTheWindowIsFull();
    void pausesWhileNobodyReadsItsOutput();
    void endsAfterItsLastLineIsWritten();
    void anArgumentMayEndWithCarriageReturn();
    void aLostConnectionDoesNotShow();
    void norDoesOneLostAfterTheInput();
    void readsNothingWhileThereIsNoConnection();
    void anEndBehindWholeLinesAddsNone();
    void aReadErrorEndsTheInput();
    void aReadErrorInALongLine();
    void aLongLineIsAskedAgain();
    void aLostLineEndsIt();
    void notAnsweredInTime();
    void aFarewellIsNoEndOfTheInput_data();
    void aFarewellIsNoEndOfTheInput();
    void goesOnAfterAFarewell();
    void tellsWhatWasNotAnswered_data();
    void tellsWhatWasNotAnswered();
};

void TestBatch::initTestCase()
{
    std::signal(SIGPIPE, SIG_IGN);
}

void TestBatch::linesOverChunks_data()
{
    QTest::addColumn<QByteArrayList>("chunks");
    QTest::addColumn<QByteArray>("sent");
    using List = QByteArrayList;
    QTest::newRow("one line") << List{"123\n"} << QByteArray("123\n");
    QTest::newRow("two in a chunk") << List{"123\n45\n"} << QByteArray("123\n45\n");
    QTest::newRow("cut in a line") << List{"1", "23\n45", "6\n"} << QByteArray("123\n456\n");
    QTest::newRow("cut before the line end") << List{"123", "\n"} << QByteArray("123\n");
    QTest::newRow("long line cut")
        << List{"123456789", "01234567", "8\n9\n"} << QByteArray("123456789012345678\n9\n");
    QTest::newRow("CRLF") << List{"123\r\n45\r\n"} << QByteArray("123\n45\n");
    QTest::newRow("CRLF cut") << List{"123\r", "\n45\n"} << QByteArray("123\n45\n");
    QTest::newRow("CRLF of a long line cut")
        << List{"123456789\r", "\n45\n"} << QByteArray("123456789\n45\n");
    QTest::newRow("CR is no line end")
        << List{"12345678\r", "9\n1\r2\n"} << QByteArray("12345678\r9\n1\r2\n");
    QTest::newRow("CR before CRLF") << List{"123\r\r\n4\n"} << QByteArray("123\r\r\n4\n");
    QTest::newRow("CR before CRLF of a long line cut")
        << List{"123456789\r", "\r\n", "4\n"} << QByteArray("123456789\r\r\n4\n");
    QTest::newRow("CR before CRLF, cut behind")
        << List{"123456789\r\r", "\n4\n"} << QByteArray("123456789\r\r\n4\n");
    QTest::newRow("byte by byte") << List{"1", "2", "3", "4", "5", "6", "7", "8", "\r", "\n", "9"}
                                  << QByteArray("12345678\n9\n");
    QTest::newRow("empty lines") << List{"\n\n", "\r\n", "1\n"} << QByteArray("\n\n\n1\n");
    QTest::newRow("no last line end") << List{"1\n23"} << QByteArray("1\n23\n");
    QTest::newRow("long, no last line end")
        << List{"1\n234567", "89"} << QByteArray("1\n23456789\n");
    QTest::newRow("ends with CR") << List{"12345678\r"} << QByteArray("12345678\n");
    QTest::newRow("cut in a character")
        << List{"\xe0\xa7", "\xa7\n"} << QByteArray("\xe0\xa7\xa7\n");
    QTest::newRow("begins like quit") << List{"qui", "tter\n"} << QByteArray("quitter\n");
    QTest::newRow("NUL and noise")
        << List{QByteArray("\0\n\xff\x80\n", 5)} << QByteArray("\0\n\xff\x80\n", 5);
}

void TestBatch::linesOverChunks()
{
    QFETCH(QByteArrayList, chunks);
    QFETCH(QByteArray, sent);
    Run run;
    run.open();
    QTRY_COMPARE(run.session.state(), State::Connected);
    for (const QByteArray &chunk : chunks) {
        run.feed(chunk);
        QTRY_VERIFY(run.feed());
    }
    run.in.close();
    QTRY_COMPARE(run.peer.received(), "\n" + sent + "quit\n");
    run.peer.say(QByteArray("1\r\n").repeated(sent.count('\n')) + farewell);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), int(AllSums));
    QCOMPARE(run.printed(), QByteArray("1\n").repeated(sent.count('\n')));
}

void TestBatch::quitEndsTheInput_data()
{
    QTest::addColumn<QByteArrayList>("chunks");
    QTest::newRow("quit") << QByteArrayList{"12\nquit\n34\n"};
    QTest::newRow("exit") << QByteArrayList{"12\nexit\n34\n"};
    QTest::newRow("capitals") << QByteArrayList{"12\nQuIt\n34\n"};
    QTest::newRow("CRLF") << QByteArrayList{"12\r\nquit\r\n34\r\n"};
    QTest::newRow("cut") << QByteArrayList{"12\nqu", "it\n34\n"};
    QTest::newRow("CRLF cut") << QByteArrayList{"12\nquit", "\r", "\n34\n"};
}

void TestBatch::quitEndsTheInput()
{
    QFETCH(QByteArrayList, chunks);
    Run run;
    run.open();
    QTRY_COMPARE(run.session.state(), State::Connected);
    for (const QByteArray &chunk : chunks) {
        run.feed(chunk);
        QTRY_VERIFY(run.feed());
    }
    QTRY_COMPARE(run.session.state(), State::Closing);
    run.feed("56\n"); // not read
    QTRY_COMPARE(run.peer.received(), QByteArray("\n12\nquit\n"));
    run.peer.say("3\r\n" + farewell);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), int(AllSums));
    QCOMPARE(run.printed(), QByteArray("3\n"));
    QCOMPARE(run.in.bytesInside(), 3);
    QCOMPARE(run.said, QStringList{QStringLiteral("Not sent: what follows 'quit'.")});
}

void TestBatch::aLongLineGoesThroughInParts()
{
    Run run;
    run.open();
    const QByteArray digits(8 * 1024 * 1024, '7');
    run.feed(digits);
    QVERIFY(soon([&] { return run.feed(); })); // reads all of it, although it has no line feed
    QTRY_COMPARE(run.peer.received().size(), 1 + digits.size()); // and passes it on
    QCOMPARE(run.session.waiting(), 0);
    run.feed("\n12\n");
    run.in.close();
    QTRY_VERIFY(run.peer.received().endsWith("quit\n"));
    QVERIFY(run.peer.received() == "\n" + digits + "\n12\nquit\n");
    run.peer.say("58720256\r\n3\r\n" + farewell);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.printed(), QByteArray("58720256\n3\n"));
}

void TestBatch::repliesInOrder()
{
    Run run;
    run.open();
    run.feed("1\nx\n3\n");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n1\nx\n3\n"));
    run.peer.say("1\r\n");
    QTRY_COMPARE(run.printed(), QByteArray("1\n")); // at once, not at the end of input
    run.peer.say(invalid + "\r\n3\r\n");
    QTRY_COMPARE(run.printed(), "1\n" + invalid + "\n3\n");
    QVERIFY(!run.isFinished());
}

void TestBatch::arguments()
{
    Run run("12345\n12a45\n১২৩\n");
    run.open();
    QTRY_COMPARE(run.peer.received(), QByteArray("\n12345\n12a45\n১২৩\nquit\n"));
    run.peer.say("15\r\n" + invalid + "\r\n6\r\n" + farewell);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), int(SomeRefused));
    QCOMPARE(run.printed(), "15\n" + invalid + "\n6\n");
}

void TestBatch::noInput()
{
    Run run;
    run.in.close();
    run.open();
    QTRY_COMPARE(run.peer.received(), QByteArray("\nquit\n"));
    run.peer.say(farewell);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), int(AllSums));
    QCOMPARE(run.printed(), QByteArray());
}

void TestBatch::exitCodes_data()
{
    QTest::addColumn<QByteArray>("replies");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("printed");
    const auto row = [](const char *name, const QByteArray &replies, int exitCode,
                        const QByteArray &printed) {
        QTest::newRow(name) << replies << exitCode << printed;
    };
    row("all sums", "1\r\n2\r\n" + farewell, AllSums, "1\n2\n");
    row("one refused", "1\r\n" + invalid + "\r\n" + farewell, SomeRefused, "1\n" + invalid + "\n");
    row("one answered", "1\r\n" + Words::noticeShuttingDown.toByteArray() + "\r\n", NoServer,
        "1\n");
    row("refused, then lost", invalid + "\r\n" + Words::noticeIdle.toByteArray() + "\r\n", NoServer,
        invalid + "\n");
    row("all answered, then a notice",
        "1\r\n2\r\n" + Words::noticeShuttingDown.toByteArray() + "\r\n", AllSums, "1\n2\n");
    row("nonsense", "1\r\nfive\r\n", NoServer, "1\n");
}

void TestBatch::exitCodes()
{
    QFETCH(QByteArray, replies);
    Run run("1\n2\n");
    run.open();
    QTRY_COMPARE(run.peer.received(), QByteArray("\n1\n2\nquit\n"));
    run.peer.say(replies);
    QTRY_VERIFY(run.isFinished());
    QTEST(run.exitCode(), "exitCode");
    QTEST(run.printed(), "printed");
    QCOMPARE(run.finished.size(), 1);
}

void TestBatch::lostMeanwhile()
{
    Run run;
    run.open();
    run.feed("1\n2\n");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n1\n2\n"));
    run.peer.say("1\r\n");
    run.peer.close();
    QTRY_VERIFY(run.isFinished()); // although there may be more input
    QCOMPARE(run.exitCode(), int(NoServer));
    QCOMPARE(run.printed(), QByteArray("1\n"));
}

void TestBatch::notReached()
{
    Run run;
    const quint16 port = run.peer.port();
    run.peer.stopListening();
    run.session.open(QStringLiteral("127.0.0.1"), port);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), int(NoServer));
    QCOMPARE(run.said, QStringList()); // the session's error says enough
}

void TestBatch::readsNothingBeforeItIsConnected()
{
    Run run;
    run.feed("1\n");
    QCoreApplication::processEvents();
    QCOMPARE(run.in.bytesInside(), 2);
    run.open();
    QTRY_COMPARE(run.peer.received(), QByteArray("\n1\n"));
}

void TestBatch::pausesWhileTheWindowIsFull()
{
    Run run;
    run.open();
    constexpr int lines = 300'000;
    run.feed(QByteArray("1\n").repeated(lines));
    QVERIFY(soon([&] {
        run.feed();
        return run.session.waiting() == Session::maxWaiting;
    }));
    QTRY_VERIFY(run.peer.received().size() == 1 + 2 * Session::maxWaiting);
    QSignalSpy reads(&run.input, &StandardInput::received);
    for (int i = 0; i < 20; ++i) {
        run.feed();
        QCoreApplication::processEvents();
    }
    QCOMPARE(reads.size(), 0);
    QCOMPARE(run.session.waiting(), Session::maxWaiting);
    QVERIFY(run.unfed.size() > lines); // more than half

    QVERIFY(soon([&] {
        run.feed();
        run.answer("1");
        return run.printed().size() == 2 * lines;
    }));
    QVERIFY(run.printed() == QByteArray("1\n").repeated(lines));
    QVERIFY(!run.isFinished());
    run.in.close();
    QTRY_VERIFY(run.peer.received().endsWith("quit\n"));
}

void TestBatch::pausesWhileNobodyReadsItsOutput()
{
    Run run;
    run.open();
    constexpr int lines = 150'000;
    run.feed(QByteArray("x\n").repeated(lines));
    QVERIFY(soon([&] {
        run.feed();
        run.answer(invalid);
        return !run.output.hasRoom();
    }));
    for (int i = 0; i < 50; ++i) { // everything in transit
        run.feed();
        run.answer(invalid);
        QCoreApplication::processEvents();
    }
    QVERIFY(soon([&] {
        run.answer(invalid);
        return run.session.waiting() == 0;
    }));
    QSignalSpy reads(&run.input, &StandardInput::received);
    for (int i = 0; i < 20; ++i) {
        run.feed();
        QCoreApplication::processEvents();
    }
    QCOMPARE(reads.size(), 0);
    QVERIFY(!run.output.hasRoom());
    QVERIFY2(run.answered < 60'000, QByteArray::number(run.answered).constData());

    const qsizetype size = (invalid.size() + 1) * lines;
    QVERIFY(soon([&] {
        run.feed();
        run.answer(invalid);
        return run.printed().size() == size;
    }));
    QVERIFY(run.printed() == QByteArray(invalid + "\n").repeated(lines));
}

void TestBatch::endsAfterItsLastLineIsWritten()
{
    Run run("1\n2\n");
    QByteArray plug(1024 * 1024, 'x');
    run.output.write(plug); // more than the pipe takes
    run.open();
    QTRY_COMPARE(run.peer.received(), QByteArray("\n1\n2\nquit\n"));
    run.peer.say("1\r\n2\r\n" + farewell);
    QTRY_COMPARE(run.session.state(), State::Disconnected);
    QCoreApplication::processEvents();
    QVERIFY(!run.isFinished());
    QTRY_VERIFY((run.printed(), run.isFinished()));
    QVERIFY(run.printed() == plug + "1\n2\n");
    QCOMPARE(run.finished.size(), 1);
}

void TestBatch::anArgumentMayEndWithCarriageReturn()
{
    Run run("12\r\n");
    run.open();
    QTRY_COMPARE(run.peer.received(), QByteArray("\n12\r\r\nquit\n"));
}

void TestBatch::aLostConnectionDoesNotShow()
{
    Run run;
    run.session.setReconnecting(Reconnect::AfterLoss);
    run.open();
    run.feed("1\n2\n3\n");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n1\n2\n3\n"));
    run.peer.say("1\r\n");
    QTRY_COMPARE(run.printed(), QByteArray("1\n"));
    run.peer.close();
    run.feed("4\n"); // waits for the next connection
    QTRY_COMPARE(run.peer.connections(), 2);
    QTRY_COMPARE(run.peer.received(), QByteArray("\n2\n3\n4\n"));
    run.peer.say("2\r\n3\r\n4\r\n");
    run.in.close();
    QTRY_VERIFY(run.peer.received().endsWith("quit\n"));
    run.peer.say(farewell);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), int(AllSums));
    QCOMPARE(run.printed(), QByteArray("1\n2\n3\n4\n"));
}

void TestBatch::norDoesOneLostAfterTheInput()
{
    Run run("1\n2\n");
    run.session.setReconnecting(Reconnect::AfterLoss);
    run.open();
    QTRY_COMPARE(run.peer.received(), QByteArray("\n1\n2\nquit\n"));
    run.peer.say("1\r\n");
    run.peer.close();
    QTRY_COMPARE(run.peer.connections(), 2);
    QTRY_COMPARE(run.peer.received(), QByteArray("\n2\nquit\n"));
    run.peer.say("2\r\n" + farewell);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), int(AllSums));
    QCOMPARE(run.printed(), QByteArray("1\n2\n"));
}

void TestBatch::readsNothingWhileThereIsNoConnection()
{
    Run run;
    run.session.setReconnecting(Reconnect::AfterLoss);
    run.open();
    run.feed("1\n");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n1\n"));
    const quint16 port = run.peer.port();
    run.peer.stopListening();
    run.peer.close();
    QTRY_COMPARE(run.session.state(), State::Reconnecting);
    run.feed("2\n3\n");
    run.in.close();
    QCoreApplication::processEvents();
    QCOMPARE(run.in.bytesInside(), 4);

    ScriptedPeer next(Words::greeting.toByteArray() + "\r\n", port);
    QTRY_COMPARE(next.received(), QByteArray("\n1\n2\n3\nquit\n"));
    next.say("1\r\n2\r\n3\r\n" + farewell);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.printed(), QByteArray("1\n2\n3\n"));
}

/// The input may end while lines wait to be sent.
void TestBatch::anEndBehindWholeLinesAddsNone()
{
    Run run;
    Q_EMIT run.input.received("1\n2\n");
    Q_EMIT run.input.ended();
    run.open();
    QTRY_VERIFY(run.peer.received().endsWith("quit\n"));
    QCOMPARE(run.peer.received(), QByteArray("\n1\n2\nquit\n"));
}

/// Answers to what was read are written; a line that was cut off is no request.
void TestBatch::aReadErrorEndsTheInput()
{
    Run run;
    run.open();
    run.feed("1\n23");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n1\n"));
    Q_EMIT run.input.failed(QStringLiteral("Input/output error"));
    QTRY_COMPARE(run.peer.received(), QByteArray("\n1\nquit\n"));
    run.peer.say("1\r\n" + farewell);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), int(CannotRead));
    QCOMPARE(run.printed(), QByteArray("1\n"));
}

void TestBatch::aReadErrorInALongLine()
{
    Run run;
    run.open();
    run.feed("123456789"); // sent in part
    QTRY_COMPARE(run.peer.received(), QByteArray("\n123456789"));
    Q_EMIT run.input.failed(QStringLiteral("Input/output error"));
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), int(CannotRead));
    QCOMPARE(run.printed(), QByteArray());
    QTRY_VERIFY(!run.peer.isConnected());
    QCOMPARE(run.peer.received(), QByteArray("\n123456789"));
}

void TestBatch::aLongLineIsAskedAgain()
{
    Run run;
    run.session.setReconnecting(Reconnect::AfterLoss);
    run.open();
    const QByteArray line(60'000, '1');
    run.feed(line.first(30'000)); // as pipes split it
    QTRY_VERIFY(run.feed());
    run.feed(line.sliced(30'000) + '\n');
    QTRY_COMPARE(run.peer.received().size(), 1 + line.size() + 1);
    run.peer.close();
    QTRY_COMPARE(run.peer.connections(), 2);
    QTRY_VERIFY(run.peer.received() == "\n" + line + '\n');
}

void TestBatch::aLostLineEndsIt()
{
    Run run;
    run.session.setReconnecting(Reconnect::AfterLoss);
    run.open();
    run.feed("5\n");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n5\n"));
    const QByteArray part(66'000, '1'); // more than is kept of a line
    run.feed(part);
    QTRY_VERIFY(run.feed());
    QTRY_VERIFY(run.peer.received() == "\n5\n" + part);
    run.peer.say("5\r\n");
    run.peer.close();
    QTRY_COMPARE(run.peer.connections(), 2);
    run.feed("\n6\n");
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), int(NoServer));
    QCOMPARE(run.printed(), QByteArray("5\n")); // no answer takes the place of another
    QCOMPARE(run.finished.size(), 1);
}

void TestBatch::notAnsweredInTime()
{
    Run run("1\n2\n", {.farewell = std::chrono::milliseconds(50)});
    run.open();
    QTRY_COMPARE(run.peer.received(), QByteArray("\n1\n2\nquit\n"));
    run.peer.say("1\r\n");
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), int(NoServer));
    QCOMPARE(run.printed(), QByteArray("1\n"));
}

void TestBatch::aFarewellIsNoEndOfTheInput_data()
{
    QTest::addColumn<QByteArray>("unread"); // input that was not sent when the farewell arrived
    QTest::newRow("more lines follow") << QByteArray("22\n33\n");
    QTest::newRow("a line has begun") << QByteArray("22");
    QTest::newRow("the input is open") << QByteArray();
}

/// The server's operator disconnects the client politely.
void TestBatch::aFarewellIsNoEndOfTheInput()
{
    QFETCH(QByteArray, unread);
    Run run;
    run.open();
    run.feed("11\n");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n11\n"));
    run.peer.say("2\r\n" + farewell);
    run.feed(unread);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), int(NoServer));
    QCOMPARE(run.printed(), QByteArray("2\n"));
    QCOMPARE(run.said,
             QStringList{QStringLiteral("Not answered: request 2 and everything after it.")});
}

void TestBatch::goesOnAfterAFarewell()
{
    Run run;
    run.session.setReconnecting(Reconnect::AfterLoss);
    run.open();
    run.feed("11\n");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n11\n"));
    run.peer.say("2\r\n" + farewell);
    QTRY_COMPARE(run.printed(), QByteArray("2\n"));
    run.feed("22\n");
    QTRY_COMPARE(run.peer.connections(), 2);
    QTRY_COMPARE(run.peer.received(), QByteArray("\n22\n"));
    run.in.close();
    QTRY_COMPARE(run.peer.received(), QByteArray("\n22\nquit\n"));
    run.peer.say("4\r\n" + farewell);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), int(AllSums));
    QCOMPARE(run.printed(), QByteArray("2\n4\n"));
    QCOMPARE(run.said, QStringList());
}

void TestBatch::tellsWhatWasNotAnswered_data()
{
    QTest::addColumn<QByteArray>("replies");
    QTest::addColumn<QStringList>("said");
    const QStringList third{QStringLiteral("Not answered: request 3 and everything after it.")};
    QTest::newRow("all was answered") << "1\r\n2\r\n3\r\n" + farewell << QStringList();
    QTest::newRow("a farewell for an answer") << "1\r\n2\r\n" + farewell << third;
    QTest::newRow("a notice for an answer")
        << "1\r\n2\r\n" + Words::noticeShuttingDown.toByteArray() + "\r\n"
        << third;
}

void TestBatch::tellsWhatWasNotAnswered()
{
    QFETCH(QByteArray, replies);
    QFETCH(QStringList, said);
    Run run("1\n2\n3\n");
    run.open();
    QTRY_COMPARE(run.peer.received(), QByteArray("\n1\n2\n3\nquit\n"));
    run.peer.say(replies);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), said.isEmpty() ? int(AllSums) : int(NoServer));
    QCOMPARE(run.said, said);
}

QTEST_GUILESS_MAIN(TestBatch)
#include "tst_batch.moc"
