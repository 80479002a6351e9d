// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "tests/common/session/sessionclient.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace DigitSum;
using namespace std::chrono_literals;
using Testing::ScriptedPeer;
using Client = Testing::SessionClient;
using Outcome = Exchange::Outcome;
using State = Session::State;

class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void walksThroughItsStates();
    void asksALineServer();
    void pipelines();
    void asksInParts();
    void takesNoRequestUnlessConnected();
    void aRequestHoldsNoLineFeed();
    void quitIsNoRequest();
    void saysWhenItWantsMore();
    void connectsAgain();
    void mayBeOpenedAnewInItsOwnSignal();
    void mayBeDeletedInItsOwnSignal();
};

void TestSession::walksThroughItsStates()
{
    ScriptedPeer peer;
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    QCOMPARE(client.session.peerAddress(), peer.host());
    QCOMPARE(client.session.framing(), Session::Framing::Line);
    client.session.close();
    QCOMPARE(client.session.state(), State::Closing);
    QTRY_COMPARE(peer.received(), QByteArray("\nquit\n"));
    peer.say("Thank You .. See You soon !! \r\n");
    QTRY_COMPARE(client.session.state(), State::Disconnected);
    QCOMPARE(client.farewell, QStringLiteral("Thank You .. See You soon !! "));
    QCOMPARE(client.states, (QList<State>{State::LookingUp, State::Connecting, State::Connected,
                                          State::Closing, State::Disconnected}));
    QTRY_VERIFY(!peer.isConnected());
}

void TestSession::asksALineServer()
{
    ScriptedPeer peer;
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    QTRY_COMPARE(peer.received(), QByteArray("\n")); // the empty line selects line framing
    QCOMPARE(client.session.ask("12345"), 1u);
    QTRY_COMPARE(peer.received(), QByteArray("\n12345\n"));
    QCOMPARE(client.session.waiting(), 1);
    peer.say("15\r\n");
    QTRY_COMPARE(client.answers.size(), 1);
    const Exchange &exchange = client.answers.first();
    QCOMPARE(exchange.id, 1u);
    QCOMPARE(exchange.request, QByteArray("12345"));
    QCOMPARE(exchange.requestBytes, 5);
    QCOMPARE(exchange.outcome, Outcome::Sum);
    QCOMPARE(exchange.sum, 15u);
    QVERIFY(exchange.roundTripTime > 0ns);
    QVERIFY(exchange.askedAt > 0);
    QCOMPARE(client.session.waiting(), 0);
}

void TestSession::pipelines()
{
    ScriptedPeer peer;
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.session.ask("1");
    client.session.ask("x");
    client.session.ask("");
    client.session.ask("22");
    QTRY_COMPARE(peer.received(), QByteArray("\n1\nx\n\n22\n"));
    const QByteArray refusal = Words::invalid.toByteArray() + "\r\n";
    const QByteArray replies = "1\r\n" + refusal + refusal + "4\r\n";
    for (const char byte : replies) { // the network may split them anywhere
        peer.say(QByteArray(1, byte));
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(client.answers.size(), 4);
    QCOMPARE(client.outcomes(),
             (QList<Outcome>{Outcome::Sum, Outcome::Refused, Outcome::Refused, Outcome::Sum}));
    QCOMPARE(client.answers.last().id, 4u);
    QCOMPARE(client.answers.last().sum, 4u);
}

void TestSession::asksInParts()
{
    ScriptedPeer peer;
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    const QByteArray part(5000, '1');
    for (int i = 0; i < 3; ++i)
        QVERIFY(client.session.append(part));
    QCOMPARE(client.session.waiting(), 0);
    QCOMPARE(client.session.finish(), 1u);
    QTRY_COMPARE(peer.received(), '\n' + part + part + part + '\n');
    peer.say("15000\r\n");
    QTRY_COMPARE(client.answers.size(), 1);
    QCOMPARE(client.answers.first().requestBytes, 15'000);
    QCOMPARE(client.answers.first().request.size(), Session::keptBytes);
}

void TestSession::takesNoRequestUnlessConnected()
{
    Client client;
    QCOMPARE(client.session.ask("1"), 0u);
    QVERIFY(!client.session.append("1"));
    QCOMPARE(client.session.finish(), 0u);
    QVERIFY(!client.session.wantsMore());
}

void TestSession::aRequestHoldsNoLineFeed()
{
    ScriptedPeer peer;
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    QCOMPARE(client.session.ask("12\n34"), 0u);
    QVERIFY(!client.session.append("12\n"));
    QCOMPARE(client.session.ask("5"), 1u);
    QTRY_COMPARE(peer.received(), QByteArray("\n5\n"));
}

void TestSession::quitIsNoRequest()
{
    ScriptedPeer peer;
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    QCOMPARE(client.session.ask("QUIT"), 0u);
    QCOMPARE(client.session.state(), State::Closing);
}

void TestSession::saysWhenItWantsMore()
{
    ScriptedPeer peer;
    Client client;
    QSignalSpy ready(&client.session, &Session::readyForMore);
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    qsizetype asked = 0;
    while (client.session.wantsMore()) {
        client.session.ask("1");
        ++asked;
    }
    QCOMPARE(asked, Session::maxWaiting);
    QCOMPARE(ready.size(), 0);
    peer.say("1\r\n");
    QTRY_COMPARE(ready.size(), 1);
    QVERIFY(client.session.wantsMore());
}

void TestSession::connectsAgain()
{
    ScriptedPeer peer;
    Client client;
    for (int round = 1; round <= 3; ++round) {
        client.open(peer);
        QTRY_COMPARE(client.session.state(), State::Connected);
        client.session.ask("1");
        QTRY_COMPARE(peer.received(), QByteArray("\n1\n"));
        peer.say("1\r\n");
        QTRY_COMPARE(client.answers.size(), round);
        peer.close();
        QTRY_COMPARE(client.session.state(), State::Lost);
    }
    QCOMPARE(client.answers.last().id, 3u); // continues the numbering
}

void TestSession::mayBeOpenedAnewInItsOwnSignal()
{
    ScriptedPeer first;
    ScriptedPeer second;
    Client client;
    const auto turnTo = [&](const ScriptedPeer &peer) {
        client.session.disconnect(this);
        client.session.abort();
        client.open(peer);
    };
    connect(&client.session, &Session::stateChanged, this, [&] { turnTo(second); });
    client.open(first); // opens another server at once
    QTRY_COMPARE(client.session.state(), State::Connected);
    QCOMPARE(first.connections(), 0);

    // Or when an answer arrives: later bytes belong to the old connection.
    client.session.ask("1");
    client.session.ask("2");
    connect(&client.session, &Session::answered, this, [&] { turnTo(first); });
    QTRY_COMPARE(second.received(), QByteArray("\n1\n2\n"));
    second.say("1\r\nServer is shutting down.\r\n");
    QTRY_COMPARE(first.connections(), 1);
    QTRY_COMPARE(client.session.state(), State::Connected);
    QCOMPARE(client.session.port(), first.port());
    QCOMPARE(client.outcomes(), (QList<Outcome>{Outcome::Sum, Outcome::Lost}));
}

void TestSession::mayBeDeletedInItsOwnSignal()
{
    ScriptedPeer peer;
    auto *session = new Session;
    QPointer<Session> watched = session;
    connect(session, &Session::answered, this, [session] { session->deleteLater(); });
    session->open(peer.host(), peer.port());
    QTRY_COMPARE(session->state(), State::Connected);
    session->ask("1");
    peer.say("1\r\n");
    QTRY_VERIFY(!watched);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
