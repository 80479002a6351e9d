// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "tests/common/session/sessionclient.h"

#include <QTest>

using namespace DigitSum;
using Testing::ScriptedPeer;
using Client = Testing::SessionClient;
using Outcome = Exchange::Outcome;
using State = Session::State;

class TestSessionRaw : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksARawServer();
    void asksARawServerPieceByPiece();
    void anEmptyRequestToARawServer();
    void anEmptyRequestToARawServerIsNumberedFirst();
    void leavesARawServer();
};

void TestSessionRaw::asksARawServer()
{
    ScriptedPeer peer("Welcome to the server");
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    QCOMPARE(client.session.framing(), Session::Framing::Raw);
    client.session.ask("12345");
    client.session.ask("abc");
    QTRY_COMPARE(peer.received(), QByteArray("12345")); // one request at a time, without a line end
    peer.say("15");
    QTRY_COMPARE(peer.received(), QByteArray("12345abc"));
    peer.say(Words::invalid.toByteArray());
    QTRY_COMPARE(client.outcomes(), (QList<Outcome>{Outcome::Sum, Outcome::Refused}));
}

void TestSessionRaw::asksARawServerPieceByPiece()
{
    ScriptedPeer peer("Welcome to the server");
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.session.ask(QByteArray(2500, '1'));
    client.session.ask(QByteArray(1500, '2') + 'x' + QByteArray(10, '2'));
    client.session.ask("7");
    for (const char *reply : {"1000", "1000", "500", "2000", "no"}) {
        QTRY_VERIFY(!peer.received().isEmpty());
        QVERIFY(peer.takeReceived().size() <= Words::rawPieceSize);
        peer.say(reply == QByteArrayView("no") ? Words::invalid.toByteArray() : QByteArray(reply));
    }
    QTRY_COMPARE(peer.received(), QByteArray("7"));
    peer.say("7");
    QTRY_COMPARE(client.outcomes(), (QList<Outcome>{Outcome::Sum, Outcome::Refused, Outcome::Sum}));
    QCOMPARE(client.answers[0].sum, 2500u);
    QCOMPARE(client.answers[2].sum, 7u);
}

void TestSessionRaw::anEmptyRequestToARawServer()
{
    ScriptedPeer peer("Welcome to the server");
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.session.ask("");
    QTRY_COMPARE(client.outcomes(), QList<Outcome>{Outcome::Refused}); // it cannot be sent
    client.session.ask("5");
    QTRY_COMPARE(peer.received(), QByteArray("5"));
}

void TestSessionRaw::anEmptyRequestToARawServerIsNumberedFirst()
{
    ScriptedPeer peer("Welcome to the server");
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    QCOMPARE(client.session.ask(""), 1u);
    QVERIFY(client.answers.isEmpty()); // the caller gets the id before the answer
    QTRY_COMPARE(client.outcomes(), QList<Outcome>{Outcome::Refused});
    connect(&client.session, &Session::answered, &client.session, &Session::abort);
    client.session.ask("");
    client.session.ask("5");
    QTRY_COMPARE(client.session.state(), State::Disconnected);
    QCOMPARE(client.outcomes(),
             (QList<Outcome>{Outcome::Refused, Outcome::Refused, Outcome::Lost}));
}

void TestSessionRaw::leavesARawServer()
{
    ScriptedPeer peer("Welcome to the server");
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.session.ask("12");
    client.session.close();
    QTRY_COMPARE(peer.received(), QByteArray("12"));
    peer.say("3");
    QTRY_COMPARE(peer.received(), QByteArray("12quit"));
    peer.say(Words::farewell.toByteArray());
    QTRY_COMPARE(client.session.state(), State::Disconnected);
    QCOMPARE(client.outcomes(), QList<Outcome>{Outcome::Sum});
}

QTEST_GUILESS_MAIN(TestSessionRaw)
#include "tst_sessionraw.moc"
