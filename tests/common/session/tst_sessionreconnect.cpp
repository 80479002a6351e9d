// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "tests/common/session/sessionclient.h"

#include <QTest>

using namespace DigitSum;
using namespace std::chrono_literals;
using Testing::MortalServer;
using Testing::patient;
using Testing::quick;
using Client = Testing::ReconnectingClient;
using Kind = SessionError::Kind;
using Lives = QList<MortalServer::Life>;
using Outcome = Exchange::Outcome;
using State = Session::State;

class TestSessionReconnect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offUnlessAskedFor();
    void aFirstFailureIsFinal();
    void aFirstFailureIsTriedAgainIfWanted();
    void refusedForAWhile();
    void tellsWhyAndWhen();
    void stopsAtAnotherProgram();
    void givesUp();
    void leavesAfterTheLastAnswer();
    void leavesTwice();
    void doesNotComeBackForAFarewell();
    void comesBackAfterAFarewellThatNobodyAskedFor();
    void endsInEveryState_data();
    void endsInEveryState();
};

void TestSessionReconnect::offUnlessAskedFor()
{
    MortalServer server(Lives{{.answers = 1}});
    Client client(quick, Reconnect::Never);
    QCOMPARE(Session().reconnecting(), Reconnect::Never);
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.askNumbers(2);
    QTRY_COMPARE(client.session.state(), State::Lost);
    QCOMPARE(client.answers.last().outcome, Outcome::Lost);
}

void TestSessionReconnect::aFirstFailureIsFinal()
{
    MortalServer server;
    server.stop();
    Client client;
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Lost);
    QVERIFY(!client.states.contains(State::Reconnecting));

    MortalServer busy(Lives{{.answers = 0, .greeting = Words::noticeFull.toByteArray() + "\r\n"}});
    client.open(busy);
    QTRY_COMPARE(client.session.state(), State::Lost);
    QCOMPARE(client.session.error().kind, Kind::Full);
    QVERIFY(!client.states.contains(State::Connected));
}

void TestSessionReconnect::aFirstFailureIsTriedAgainIfWanted()
{
    MortalServer server;
    server.stop();
    Client client(quick, Reconnect::Always);
    client.open(server);
    QTRY_VERIFY(client.states.count(State::Reconnecting) >= 2);
    server.start();
    QTRY_COMPARE(client.session.state(), State::Connected);
}

void TestSessionReconnect::refusedForAWhile()
{
    MortalServer server(Lives{{.answers = 3}});
    Client client;
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    server.stop();
    client.askNumbers(10);
    QTRY_VERIFY(client.states.count(State::Reconnecting) >= 5);
    QCOMPARE(client.session.error().kind, Kind::Refused);
    QCOMPARE(client.session.waiting(), 7);
    QCOMPARE(client.answers.size(), 3);
    server.start();
    QTRY_COMPARE(client.session.waiting(), 0);
    client.checkNumbers(10);
}

void TestSessionReconnect::tellsWhyAndWhen()
{
    MortalServer server(Lives{{.answers = 1}});
    Client client(patient);
    QCOMPARE(client.session.untilNextTry(), 0ms);
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    QCOMPARE(client.session.untilNextTry(), 0ms);
    client.askNumbers(2);
    QTRY_COMPARE(client.session.state(), State::Reconnecting);
    QCOMPARE(client.session.error().kind, Kind::Lost);
    QCOMPARE(client.session.error().port, server.port());
    QVERIFY(client.session.untilNextTry() > 29min); // at least half of the hour
    QVERIFY(client.session.untilNextTry() <= 1h);
    QVERIFY(!client.session.wantsMore());
    QCOMPARE(client.session.ask("1"), 0u);
    QVERIFY(!client.session.append("1"));
    QCOMPARE(client.session.peerAddress(), QString());
}

void TestSessionReconnect::stopsAtAnotherProgram()
{
    MortalServer server(
        Lives{{.answers = 1}, {.answers = 0, .greeting = "220 mail.example ESMTP\r\n"}});
    Client client;
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.askNumbers(3);
    QTRY_COMPARE(client.session.state(), State::Lost);
    QCOMPARE(client.session.error().kind, Kind::Foreign);
    QCOMPARE(client.answers.size(), 3);
    QCOMPARE(client.answers.last().outcome, Outcome::Lost);
}

void TestSessionReconnect::givesUp()
{
    MortalServer server(Lives{{.answers = 1}});
    Client client({.first = 1ms, .longest = 5ms, .giveUp = 60ms});
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    server.stop();
    client.askNumbers(2);
    QTRY_COMPARE(client.session.state(), State::Lost);
    QVERIFY(client.states.count(State::Reconnecting) > 1);
    QCOMPARE(client.session.error().kind, Kind::Refused);
    QCOMPARE(client.answers.last().outcome, Outcome::Lost);
}

void TestSessionReconnect::leavesAfterTheLastAnswer()
{
    MortalServer server(Lives{{.answers = 3}, {.answers = 2}});
    Client client;
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.askNumbers(10);
    client.session.close();
    QTRY_COMPARE(client.session.state(), State::Disconnected);
    client.checkNumbers(10);
    QCOMPARE(server.connections(), 3);
    QCOMPARE(server.farewells(), 1);
    QCOMPARE(client.states.count(State::Connected), 1); // not after close()
    QCOMPARE(client.states.count(State::Closing), 3);
}

void TestSessionReconnect::leavesTwice()
{
    MortalServer server(Lives{{.answers = 1}});
    Client client(patient);
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.askNumbers(3);
    client.session.close();
    QTRY_COMPARE(client.session.state(), State::Reconnecting);
    client.session.close(); // while reconnecting
    QCOMPARE(client.session.state(), State::Disconnected);
    QCOMPARE(client.answers.size(), 3);
    QCOMPARE(client.answers.last().outcome, Outcome::Lost);
    QVERIFY(!client.answers.last().isResent);
}

void TestSessionReconnect::doesNotComeBackForAFarewell()
{
    MortalServer server(
        {{.answers = 2, .lastWords = Words::noticeShuttingDown.toByteArray() + "\r\n"}});
    Client client;
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.askNumbers(2);
    client.session.close();
    QTRY_COMPARE(client.session.state(), State::Disconnected);
    client.checkNumbers(2);
    QCOMPARE(server.connections(), 1);
}

void TestSessionReconnect::comesBackAfterAFarewellThatNobodyAskedFor()
{
    MortalServer server(Lives{{.answers = 2, .lastWords = Words::farewell.toByteArray() + "\r\n"}});
    Client client(patient);
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.askNumbers(2);
    QTRY_COMPARE(client.session.state(), State::Reconnecting);
    QCOMPARE(client.session.error().kind, Kind::Farewell);
    QCOMPARE(client.farewell, QString());
    client.checkNumbers(2);
}

void TestSessionReconnect::endsInEveryState_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<bool>("isPolite");
    for (const bool isPolite : {true, false}) {
        const char *how = isPolite ? "close" : "abort";
        QTest::addRow("looking up, %s", how) << State::LookingUp << isPolite;
        QTest::addRow("connecting, %s", how) << State::Connecting << isPolite;
        QTest::addRow("pausing, %s", how) << State::Reconnecting << isPolite;
    }
}

/// Ends the session from its own signal, when it reaches the state for the second time.
void TestSessionReconnect::endsInEveryState()
{
    QFETCH(State, state);
    QFETCH(bool, isPolite);
    MortalServer server(Lives{{.answers = 1}});
    Client client;
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.askNumbers(3);
    connect(&client.session, &Session::stateChanged, &client.session, [&](State now) {
        if (now == state)
            isPolite ? client.session.close() : client.session.abort();
    });
    QTRY_COMPARE(client.session.state(), State::Disconnected);
    QCOMPARE(client.answers.size(), 3);
    QCOMPARE(client.answers.last().outcome, Outcome::Lost);
    client.states.clear();
    QCoreApplication::processEvents();
    QVERIFY(client.states.isEmpty()); // no signal after the end
    client.open(server);
    QTRY_VERIFY(client.states.contains(State::LookingUp));
}

QTEST_GUILESS_MAIN(TestSessionReconnect)
#include "tst_sessionreconnect.moc"
