// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "common/session/session.h"
#include "tests/support/scriptedpeer.h"

#include <QSignalSpy>
#include <QTest>

using namespace DigitSum;
using DigitSum::Testing::ScriptedPeer;
using namespace std::chrono_literals;
using State = Session::State;
using Outcome = Exchange::Outcome;

namespace {

/// A session and what it told.
struct Client
{
    explicit Client(Session::Limits limits = {})
        : session(limits)
    {
        QObject::connect(&session, &Session::answered, &session,
                         [this](const QList<Exchange> &exchanges) { answers += exchanges; });
        QObject::connect(&session, &Session::stateChanged, &session,
                         [this](State state) { states += state; });
        QObject::connect(&session, &Session::saidFarewell, &session,
                         [this](const QString &text) { farewell = text; });
    }

    void open(const ScriptedPeer &peer) { session.open(peer.host(), peer.port()); }

    [[nodiscard]] QList<Outcome> outcomes() const
    {
        QList<Outcome> list;
        for (const Exchange &exchange : answers)
            list += exchange.outcome;
        return list;
    }

    Session session;
    QList<Exchange> answers;
    QList<State> states;
    QString farewell;
};

} // namespace

class tst_Session : public QObject
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
    void asksARawServer();
    void asksARawServerPieceByPiece();
    void aStrangerThatClosesIsNamed();
    void mayBeAbortedWhenConnected();
    void anEmptyRequestToARawServer();
    void anEmptyRequestToARawServerIsNumberedFirst();
    void leavesARawServer();
    void errors_data();
    void errors();
    void refused();
    void nameNotFound();
    void noGreeting();
    void closedWithoutAWord();
    void lostWhileWaiting();
    void noticeIsNoAnswer();
    void anAnswerTooMany();
    void answersComeBeforeTheFarewell();
    void aFarewellThatNobodyAskedFor();
    void aFarewellInPlaceOfAnAnswer();
    void aMissingFarewellIsNotWaitedForLong();
    void abortLosesWhatWaits();
    void givesUpConnecting();
    void connectsAgain();
    void mayBeOpenedAnewInItsOwnSignal();
    void saysWhenItWantsMore();
    void mayBeDeletedInItsOwnSignal();
};

void tst_Session::walksThroughItsStates()
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

void tst_Session::asksALineServer()
{
    ScriptedPeer peer;
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    QTRY_COMPARE(peer.received(), QByteArray("\n")); // the empty line that settles the framing
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

void tst_Session::pipelines()
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
    for (const char byte : replies) { // as the network may cut them
        peer.say(QByteArray(1, byte));
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(client.answers.size(), 4);
    QCOMPARE(client.outcomes(),
             (QList<Outcome>{Outcome::Sum, Outcome::Refused, Outcome::Refused, Outcome::Sum}));
    QCOMPARE(client.answers.last().id, 4u);
    QCOMPARE(client.answers.last().sum, 4u);
}

void tst_Session::asksInParts()
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

void tst_Session::takesNoRequestUnlessConnected()
{
    Client client;
    QCOMPARE(client.session.ask("1"), 0u);
    QVERIFY(!client.session.append("1"));
    QCOMPARE(client.session.finish(), 0u);
    QVERIFY(!client.session.wantsMore());
}

void tst_Session::aRequestHoldsNoLineFeed()
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

void tst_Session::quitIsNoRequest()
{
    ScriptedPeer peer;
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    QCOMPARE(client.session.ask("QUIT"), 0u);
    QCOMPARE(client.session.state(), State::Closing);
}

void tst_Session::asksARawServer()
{
    ScriptedPeer peer("Welcome to the server");
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    QCOMPARE(client.session.framing(), Session::Framing::Raw);
    client.session.ask("12345");
    client.session.ask("abc");
    QTRY_COMPARE(peer.received(), QByteArray("12345")); // one at a time, and no line end
    peer.say("15");
    QTRY_COMPARE(peer.received(), QByteArray("12345abc"));
    peer.say(Words::invalid.toByteArray());
    QTRY_COMPARE(client.outcomes(), (QList<Outcome>{Outcome::Sum, Outcome::Refused}));
}

void tst_Session::asksARawServerPieceByPiece()
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

void tst_Session::aStrangerThatClosesIsNamed()
{
    QTcpServer stranger; // no line end, and no quiet either
    stranger.listen(QHostAddress::LocalHost, 0);
    connect(&stranger, &QTcpServer::newConnection, &stranger, [&] {
        QTcpSocket *socket = stranger.nextPendingConnection();
        socket->write("RFB 003.008");
        socket->disconnectFromHost();
    });
    Client client;
    client.session.open(QStringLiteral("127.0.0.1"), stranger.serverPort());
    QTRY_COMPARE(client.session.state(), State::Lost);
    QCOMPARE(client.session.error().kind, SessionError::Kind::Foreign);
    QCOMPARE(client.session.error().detail, QStringLiteral("RFB 003.008"));
}

void tst_Session::mayBeAbortedWhenConnected()
{
    // Greeting and notice come in one read: who aborts at the first hears nothing of the other.
    const QByteArray notice = Words::noticeIdle.toByteArray();
    ScriptedPeer peer(QByteArray("Welcome to the server\r\n" + notice + "\r\n"));
    Client client;
    connect(&client.session, &Session::stateChanged, &client.session, [&](State state) {
        if (state == State::Connected)
            client.session.abort();
    });
    client.open(peer);
    QTRY_VERIFY(client.states.contains(State::Disconnected));
    QCOMPARE(client.session.state(), State::Disconnected);
    QVERIFY(!client.states.contains(State::Lost));
}

void tst_Session::anEmptyRequestToARawServerIsNumberedFirst()
{
    ScriptedPeer peer("Welcome to the server");
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    QCOMPARE(client.session.ask(""), 1u);
    QVERIFY(client.answers.isEmpty()); // the caller learns the number before the answer
    QTRY_COMPARE(client.outcomes(), QList<Outcome>{Outcome::Refused});
    connect(&client.session, &Session::answered, &client.session, &Session::abort);
    client.session.ask("");
    client.session.ask("5");
    QTRY_COMPARE(client.session.state(), State::Disconnected);
    QCOMPARE(client.outcomes(),
             (QList<Outcome>{Outcome::Refused, Outcome::Refused, Outcome::Lost}));
}

void tst_Session::anEmptyRequestToARawServer()
{
    ScriptedPeer peer("Welcome to the server");
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.session.ask("");
    QTRY_COMPARE(client.outcomes(), QList<Outcome>{Outcome::Refused}); // it can't be sent
    client.session.ask("5");
    QTRY_COMPARE(peer.received(), QByteArray("5"));
}

void tst_Session::leavesARawServer()
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

void tst_Session::errors_data()
{
    QTest::addColumn<QByteArray>("greeting");
    QTest::addColumn<SessionError::Kind>("kind");
    QTest::addColumn<QString>("detail");
    using Kind = SessionError::Kind;
    const auto notice = [](QByteArrayView words) -> QByteArray {
        return words.toByteArray() + "\r\n";
    };
    const auto text = [](QByteArrayView words) { return QString::fromUtf8(words); };
    QTest::newRow("full") << notice(Words::noticeFull) << Kind::Full << text(Words::noticeFull);
    QTest::newRow("shutting down") << notice(Words::noticeShuttingDown) << Kind::ShuttingDown
                                   << text(Words::noticeShuttingDown);
    QTest::newRow("another program") << QByteArray("220 mail \x1b[31m\r\n") << Kind::Foreign
                                     << QStringLiteral("220 mail \\u{1b}[31m");
    QTest::newRow("another program, no line end")
        << QByteArray("RFB 003.008") << Kind::Foreign << QStringLiteral("RFB 003.008");
}

void tst_Session::errors()
{
    QFETCH(QByteArray, greeting);
    ScriptedPeer peer(greeting);
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Lost);
    QTEST(client.session.error().kind, "kind");
    QTEST(client.session.error().detail, "detail");
    QCOMPARE(client.session.error().port, peer.port());
    QVERIFY(!client.states.contains(State::Connected) || greeting.startsWith("Server"));
}

void tst_Session::refused()
{
    ScriptedPeer peer;
    peer.stopListening();
    QTcpServer other; // takes a port and gives it back: nothing listens there
    other.listen(QHostAddress::LocalHost, 0);
    const quint16 port = other.serverPort();
    other.close();
    Client client;
    client.session.open(QStringLiteral("127.0.0.1"), port);
    QTRY_COMPARE(client.session.state(), State::Lost);
    QCOMPARE(client.session.error().kind, SessionError::Kind::Refused);
    QVERIFY(client.session.error().isTransient());
}

void tst_Session::nameNotFound()
{
    Client client;
    client.session.open(QStringLiteral("no-such-host.invalid"), 9990); // RFC 6761: never found
    QTRY_COMPARE_WITH_TIMEOUT(client.session.state(), State::Lost, 15'000);
    QCOMPARE(client.session.error().kind, SessionError::Kind::NameNotFound);
    QVERIFY(!client.session.error().isTransient());
}

void tst_Session::noGreeting()
{
    ScriptedPeer peer{QByteArray()};
    Client client({.connect = 50ms});
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Lost);
    QCOMPARE(client.session.error().kind, SessionError::Kind::NoGreeting);
}

void tst_Session::closedWithoutAWord()
{
    ScriptedPeer peer{QByteArray()};
    Client client;
    client.open(peer);
    QTRY_VERIFY(peer.isConnected());
    peer.close();
    QTRY_COMPARE(client.session.state(), State::Lost);
    QCOMPARE(client.session.error().kind, SessionError::Kind::NoGreeting);
    QVERIFY(explain(client.session.error()).nextStep.contains(QStringLiteral("TLS")));
}

void tst_Session::lostWhileWaiting()
{
    ScriptedPeer peer;
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.session.ask("1");
    client.session.ask("2");
    QTRY_COMPARE(peer.received(), QByteArray("\n1\n2\n"));
    peer.say("1\r\n");
    peer.close();
    QTRY_COMPARE(client.session.state(), State::Lost);
    QCOMPARE(client.session.error().kind, SessionError::Kind::Lost);
    QCOMPARE(client.outcomes(), (QList<Outcome>{Outcome::Sum, Outcome::Lost}));
}

void tst_Session::noticeIsNoAnswer()
{
    ScriptedPeer peer;
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.session.ask("1");
    peer.say(Words::noticeIdle.toByteArray() + "\r\n");
    QTRY_COMPARE(client.session.state(), State::Lost);
    QCOMPARE(client.session.error().kind, SessionError::Kind::Idle);
    QCOMPARE(client.outcomes(), QList<Outcome>{Outcome::Lost});
}

void tst_Session::anAnswerTooMany()
{
    ScriptedPeer peer;
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    peer.say("15\r\n");
    QTRY_COMPARE(client.session.state(), State::Lost);
    QVERIFY(client.answers.isEmpty());
}

void tst_Session::answersComeBeforeTheFarewell()
{
    ScriptedPeer peer;
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.session.ask("1");
    client.session.close();
    QCOMPARE(client.session.ask("2"), 0u);
    QTRY_COMPARE(peer.received(), QByteArray("\n1\nquit\n"));
    peer.say("1\r\n" + Words::farewell.toByteArray() + "\r\n");
    QTRY_COMPARE(client.session.state(), State::Disconnected);
    QCOMPARE(client.outcomes(), QList<Outcome>{Outcome::Sum});
}

/// The operator has disconnected us, politely: nothing is wrong.
void tst_Session::aFarewellThatNobodyAskedFor()
{
    ScriptedPeer peer("Welcome to the server\r\n");
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    peer.say(Words::farewell.toByteArray() + "\r\n");
    QTRY_COMPARE(client.session.state(), State::Disconnected);
    QCOMPARE(client.farewell, QStringLiteral("Thank You .. See You soon !! "));
}

void tst_Session::aFarewellInPlaceOfAnAnswer()
{
    ScriptedPeer peer("Welcome to the server\r\n");
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.session.ask("12");
    peer.say(Words::farewell.toByteArray() + "\r\n");
    QTRY_COMPARE(client.session.state(), State::Lost);
    QCOMPARE(client.session.error().kind, SessionError::Kind::Lost);
    QCOMPARE(client.outcomes(), QList<Outcome>{Outcome::Lost});
}

void tst_Session::aMissingFarewellIsNotWaitedForLong()
{
    ScriptedPeer peer;
    Client client({.farewell = 50ms});
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.session.close();
    QTRY_COMPARE(client.session.state(), State::Disconnected);
    QVERIFY(client.farewell.isEmpty());
}

void tst_Session::abortLosesWhatWaits()
{
    ScriptedPeer peer;
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.session.ask("1");
    client.session.abort();
    QCOMPARE(client.session.state(), State::Disconnected);
    QCOMPARE(client.outcomes(), QList<Outcome>{Outcome::Lost});
    QTRY_VERIFY(!peer.isConnected());
}

void tst_Session::givesUpConnecting()
{
    ScriptedPeer peer{QByteArray()};
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connecting);
    client.session.close();
    QCOMPARE(client.session.state(), State::Disconnected);
}

void tst_Session::connectsAgain()
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
    QCOMPARE(client.answers.last().id, 3u); // numbers go on
}

void tst_Session::mayBeOpenedAnewInItsOwnSignal()
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
    client.open(first); // changes its mind at once
    QTRY_COMPARE(client.session.state(), State::Connected);
    QCOMPARE(first.connections(), 0);

    // Or when it is answered: what came behind belongs to the old connection.
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

void tst_Session::saysWhenItWantsMore()
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
    QCOMPARE(asked, Session::mostWaiting);
    QCOMPARE(ready.size(), 0);
    peer.say("1\r\n");
    QTRY_COMPARE(ready.size(), 1);
    QVERIFY(client.session.wantsMore());
}

void tst_Session::mayBeDeletedInItsOwnSignal()
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

QTEST_GUILESS_MAIN(tst_Session)
#include "tst_session.moc"
