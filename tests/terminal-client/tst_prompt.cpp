// SPDX-License-Identifier: MIT
#include "terminal-client/batch.h"
#include "terminal-client/plainterminal.h"
#include "terminal-client/prompt.h"
#include "tests/terminal-client/terminalrun.h"

#include <QTest>

#include <csignal>

using namespace DigitSum;
using namespace DigitSum::Testing;
using State = Session::State;

namespace {

const QByteArray question = "Enter Your Strings of Digits : ";
const QByteArray answer = "Your Strings All Digit Sum is : ";
const QByteArray lastWords = "Thank You .. See You soon !!\n";

/// The interactive mode of `digitsum`.
struct Run : TerminalRun
{
    Run() { follow(prompt); }

    void type(QByteArray bytes)
    {
        in.write(bytes);
        QVERIFY(bytes.isEmpty());
    }

    PlainTerminal terminal{input, output};
    Prompt prompt{session, terminal};
};

} // namespace

class TestPrompt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void asksAndShows();
    void oneAtATime();
    void leaves_data();
    void leaves();
    void endOfInput();
    void endOfInputInALine();
    void aReadErrorIsNoEnd();
    void answersBeforeItLeaves();
    void lost();
    void lostWithMoreTyped();
    void notReached();
    void aLineOfAnyLength();
    void whatIsTypedEarlyIsAskedLater();
    void goesOnAfterALostConnection();
    void aFarewellThatNobodyAskedFor();
    void leavesWhileThereIsNoConnection_data();
    void leavesWhileThereIsNoConnection();
};

void TestPrompt::initTestCase()
{
    std::signal(SIGPIPE, SIG_IGN);
}

void TestPrompt::asksAndShows()
{
    Run run;
    run.open();
    QTRY_COMPARE(run.printed(), "Connected to 127.0.0.1:" + QByteArray::number(run.peer.port())
                                    + ". Type 'quit' to leave.\n" + question);
    run.takePrinted();
    run.type("12345\n");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n12345\n"));
    run.peer.say("15\r\n");
    QTRY_COMPARE(run.printed(), answer + "15\n" + question);
    run.takePrinted();
    run.type("12a45\r\n");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n12345\n12a45\n"));
    run.peer.say(invalid + "\r\n");
    QTRY_COMPARE(run.printed(), invalid + "\n" + question);
    run.takePrinted();
    run.type("\n"); // Enter only
    QTRY_COMPARE(run.peer.received(), QByteArray("\n12345\n12a45\n\n"));
    run.peer.say(invalid + "\r\n");
    QTRY_COMPARE(run.printed(), invalid + "\n" + question);
    QVERIFY(!run.isFinished());
}

void TestPrompt::oneAtATime()
{
    Run run;
    run.open();
    QTRY_VERIFY(run.printed().endsWith(question));
    run.takePrinted();
    run.type("1\n2\n3");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n1\n"));
    QTRY_COMPARE(run.in.bytesInside(), 0);
    QCoreApplication::processEvents();
    QCOMPARE(run.peer.received(), QByteArray("\n1\n"));
    run.peer.say("1\r\n");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n1\n2\n"));
    run.peer.say("2\r\n");
    QTRY_COMPARE(run.printed(), answer + "1\n" + question + answer + "2\n" + question);
    run.type("4\n");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n1\n2\n34\n"));
}

void TestPrompt::leaves_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::newRow("quit") << QByteArray("quit\n");
    QTest::newRow("exit") << QByteArray("exit\n");
    QTest::newRow("capitals") << QByteArray("QUIT\n");
    QTest::newRow("with more behind it") << QByteArray("quit\n12\n");
}

void TestPrompt::leaves()
{
    QFETCH(QByteArray, typed);
    Run run;
    run.open();
    QTRY_VERIFY(run.printed().endsWith(question));
    run.takePrinted();
    run.type(typed);
    QTRY_COMPARE(run.peer.received(), QByteArray("\nquit\n"));
    QVERIFY(!run.isFinished());
    run.peer.say(farewell);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), 0);
    QCOMPARE(run.printed(), lastWords);
    QCOMPARE(run.peer.received(), QByteArray("\nquit\n"));
}

void TestPrompt::endOfInput()
{
    Run run;
    run.open();
    QTRY_VERIFY(run.printed().endsWith(question));
    run.takePrinted();
    run.in.close(); // like Ctrl-D
    QTRY_COMPARE(run.peer.received(), QByteArray("\nquit\n"));
    run.peer.say(farewell);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), 0);
    QCOMPARE(run.printed(), "\n" + lastWords);
}

void TestPrompt::endOfInputInALine()
{
    Run run;
    run.open();
    QTRY_VERIFY(run.printed().endsWith(question));
    run.type("12");
    run.in.close();
    QTRY_COMPARE(run.peer.received(), QByteArray("\n12\n"));
    run.takePrinted();
    run.peer.say("3\r\n");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n12\nquit\n"));
    run.peer.say(farewell);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), 0);
    QVERIFY(run.printed().startsWith(QByteArray(answer + "3\n")));
    QVERIFY(run.printed().endsWith(lastWords));
}

void TestPrompt::aReadErrorIsNoEnd()
{
    Run run;
    run.open();
    QTRY_VERIFY(run.printed().endsWith(question));
    run.type("12"); // a line that is cut off
    QTRY_COMPARE(run.in.bytesInside(), 0);
    Q_EMIT run.input.failed(QStringLiteral("Input/output error"));
    QTRY_COMPARE(run.peer.received(), QByteArray("\nquit\n"));
    run.peer.say(farewell);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), int(CannotRead));
}

void TestPrompt::answersBeforeItLeaves()
{
    Run run;
    run.type("1\n2\n3\n");
    run.in.close();
    run.open();
    const QByteArrayList numbers{"1", "2", "3"};
    for (const QByteArray &number : numbers) {
        QTRY_VERIFY(run.peer.received().endsWith(QByteArray(number + '\n')));
        run.peer.say(number + "\r\n");
    }
    QTRY_COMPARE(run.peer.received(), QByteArray("\n1\n2\n3\nquit\n"));
    run.peer.say(farewell);
    QTRY_VERIFY(run.isFinished());
    for (const QByteArray &number : numbers)
        QVERIFY(run.printed().contains(QByteArray(answer + number + '\n')));
    // A line for each request, the greeting, the farewell and the end of input.
    QCOMPARE(run.printed().count('\n'), 6);
}

void TestPrompt::lost()
{
    Run run;
    run.open();
    QTRY_VERIFY(run.printed().endsWith(question));
    run.takePrinted();
    run.type("12\n");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n12\n"));
    run.peer.close();
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), 3);
    QCOMPARE(run.printed(), QByteArray("\n")); // so that the next output starts a new line
    QCOMPARE(run.finished.size(), 1);
}

void TestPrompt::lostWithMoreTyped()
{
    Run run;
    run.open();
    QTRY_VERIFY(run.printed().endsWith(question));
    run.takePrinted();
    run.type("12\n34\n");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n12\n"));
    QTRY_COMPARE(run.in.bytesInside(), 0);
    run.peer.close();
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), 3);
    QCOMPARE(run.printed(), QByteArray("\n"));
}

void TestPrompt::notReached()
{
    Run run;
    const quint16 port = run.peer.port();
    run.peer.stopListening();
    run.session.open(QStringLiteral("127.0.0.1"), port);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), 3);
    QVERIFY(!run.printed().contains(question));
}

void TestPrompt::aLineOfAnyLength()
{
    Run run;
    run.open();
    QByteArray typed(3 * 1024 * 1024, '7');
    typed += '\n';
    QTRY_VERIFY((run.in.write(typed), typed.isEmpty()));
    QTRY_VERIFY(run.peer.received().endsWith("7\n"));
    run.peer.say("22020096\r\n");
    QTRY_VERIFY(run.printed().contains(QByteArray(answer + "22020096\n")));
}

void TestPrompt::whatIsTypedEarlyIsAskedLater()
{
    Run run;
    run.type("12\n");
    run.open();
    QTRY_COMPARE(run.peer.received(), QByteArray("\n12\n"));
}

void TestPrompt::goesOnAfterALostConnection()
{
    Run run;
    run.session.setReconnecting(Reconnect::AfterLoss);
    run.open();
    QTRY_VERIFY(run.printed().endsWith(question));
    run.type("12345\n");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n12345\n"));
    run.takePrinted();
    run.peer.close();
    QTRY_COMPARE(run.session.state(), State::Reconnecting);
    run.type("99\n");
    QTRY_COMPARE(run.peer.connections(), 2);
    QTRY_COMPARE(run.peer.received(), QByteArray("\n12345\n"));
    run.peer.say("15\r\n");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n12345\n99\n"));
    run.peer.say("18\r\n");
    QTRY_COMPARE(run.printed(), "Connected to 127.0.0.1:" + QByteArray::number(run.peer.port())
                                    + ". Type 'quit' to leave.\n" + answer + "15\n" + question
                                    + answer + "18\n" + question);
    QVERIFY(!run.isFinished());
}

void TestPrompt::aFarewellThatNobodyAskedFor()
{
    Run run;
    run.open();
    QTRY_VERIFY(run.printed().endsWith(question));
    run.takePrinted();
    run.peer.say(farewell);
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.exitCode(), int(NoServer)); // the input goes on
    QCOMPARE(run.printed(), "\n" + lastWords);
}

void TestPrompt::leavesWhileThereIsNoConnection_data()
{
    QTest::addColumn<QByteArray>("typed"); // empty for the end of input
    QTest::addColumn<bool>("isEarly");
    QTest::newRow("quit") << QByteArray("quit\n") << false;
    QTest::newRow("exit, typed while an answer was awaited") << QByteArray("exit\n") << true;
    QTest::newRow("Ctrl-D") << QByteArray() << false;
}

void TestPrompt::leavesWhileThereIsNoConnection()
{
    QFETCH(QByteArray, typed);
    QFETCH(bool, isEarly);
    Run run;
    run.session.setReconnecting(Reconnect::AfterLoss);
    run.open();
    QTRY_COMPARE(run.session.state(), State::Connected);
    run.peer.stopListening();
    run.type("1\n");
    QTRY_COMPARE(run.peer.received(), QByteArray("\n1\n"));
    if (isEarly)
        run.type(typed);
    run.peer.close();
    if (!isEarly) {
        QTRY_COMPARE(run.session.state(), State::Reconnecting);
        run.type(typed);
    }
    if (typed.isEmpty())
        run.in.close();
    QTRY_VERIFY(run.isFinished());
    QCOMPARE(run.session.state(), State::Disconnected);
    QCOMPARE(run.exitCode(), int(NoServer)); // a request was not answered
}

QTEST_GUILESS_MAIN(TestPrompt)
#include "tst_prompt.moc"
