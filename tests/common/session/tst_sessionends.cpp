// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "tests/common/session/sessionclient.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

#include <sys/socket.h>

using namespace DigitSum;
using namespace std::chrono_literals;
using Testing::ScriptedPeer;
using Client = Testing::SessionClient;
using Outcome = Exchange::Outcome;
using State = Session::State;

namespace {

/// A server at the end of a slow line: reads the only request little by little, answers it, and
/// says farewell.
class SlowServer final : public QTcpServer
{
public:
    static constexpr int requestSize = 2'000'000;

    SlowServer()
    {
        listen(QHostAddress::LocalHost, 0);
        const int size = 32 * 1024; // of the kernel's receive buffer
        ::setsockopt(int(socketDescriptor()), SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
        m_timer.setInterval(10);
        connect(this, &QTcpServer::newConnection, this, &SlowServer::greet);
        connect(&m_timer, &QTimer::timeout, this, &SlowServer::read);
    }

private:
    void greet()
    {
        m_client = nextPendingConnection();
        m_client->setReadBufferSize(32 * 1024);
        m_client->write("Welcome to the server\r\n");
        m_timer.start();
    }

    void read()
    {
        m_received += m_client->read(32 * 1024).size();
        if (m_received <= requestSize)
            return;
        m_timer.stop();
        m_client->write("2000000\r\n" + Words::farewell.toByteArray() + "\r\n");
    }

    QTcpSocket *m_client = nullptr;
    QTimer m_timer;
    qsizetype m_received = 0;
};

/// Greets and then reads nothing, like a process that was stopped.
class HungServer final : public QTcpServer
{
public:
    explicit HungServer(const QByteArray &greeting = "Welcome to the server\r\n")
    {
        listen(QHostAddress::LocalHost, 0);
        connect(this, &QTcpServer::newConnection, this, [this, greeting] {
            QTcpSocket *client = nextPendingConnection();
            client->setReadBufferSize(1);
            client->write(greeting);
        });
    }
};

} // namespace

class TestSessionEnds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errors_data();
    void errors();
    void aStrangerThatClosesIsNamed();
    void refused();
    void nameNotFound();
    void noGreeting();
    void aGreetingMayArriveInHalves();
    void aGreetingMayBeCutOff();
    void closedWithoutAWord();
    void lostWhileWaiting();
    void noticeIsNoAnswer();
    void anAnswerTooMany();
    void answersComeBeforeTheFarewell();
    void aFarewellThatNobodyAskedFor();
    void aFarewellInPlaceOfAnAnswer();
    void aMissingFarewellIsNotWaitedForLong();
    void aSlowUplinkIsNoStall_data();
    void aSlowUplinkIsNoStall();
    void aHungServerIsNoticed_data();
    void aHungServerIsNoticed();
    void answersAreProgress();
    void anIdleServerIsNotHung();
    void abortLosesWhatWaits();
    void mayBeAbortedWhenConnected();
    void givesUpConnecting();
};

void TestSessionEnds::errors_data()
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

void TestSessionEnds::errors()
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

void TestSessionEnds::aStrangerThatClosesIsNamed()
{
    QTcpServer stranger; // without a line end or a pause
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

void TestSessionEnds::refused()
{
    ScriptedPeer peer;
    peer.stopListening();
    QTcpServer other; // finds a port where nothing listens
    other.listen(QHostAddress::LocalHost, 0);
    const quint16 port = other.serverPort();
    other.close();
    Client client;
    client.session.open(QStringLiteral("127.0.0.1"), port);
    QTRY_COMPARE(client.session.state(), State::Lost);
    QCOMPARE(client.session.error().kind, SessionError::Kind::Refused);
    QVERIFY(client.session.error().isTransient());
}

void TestSessionEnds::nameNotFound()
{
    Client client;
    client.session.open(QStringLiteral("no-such-host.invalid"), 9990); // RFC 6761: never exists
    QTRY_COMPARE_WITH_TIMEOUT(client.session.state(), State::Lost, 15'000);
    QCOMPARE(client.session.error().kind, SessionError::Kind::NameNotFound);
    QVERIFY(!client.session.error().isTransient());
}

void TestSessionEnds::noGreeting()
{
    ScriptedPeer peer{QByteArray()};
    Client client({.connect = 50ms});
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Lost);
    QCOMPARE(client.session.error().kind, SessionError::Kind::NoGreeting);
}

/// Longer between the halves than the pause that ends a raw server's greeting.
void TestSessionEnds::aGreetingMayArriveInHalves()
{
    ScriptedPeer peer(Words::greeting.first(10).toByteArray());
    Client client;
    client.open(peer);
    QTRY_VERIFY(peer.isConnected());
    QTest::qWait(2 * Words::quietDecidesRawServer.count());
    QCOMPARE(client.session.state(), State::Connecting);
    peer.say(Words::greeting.sliced(10).toByteArray() + "\r\n");
    QTRY_COMPARE(client.session.state(), State::Connected);
}

void TestSessionEnds::aGreetingMayBeCutOff()
{
    ScriptedPeer peer(Words::greeting.first(10).toByteArray());
    Client client;
    client.open(peer);
    QTRY_VERIFY(peer.isConnected());
    peer.close();
    QTRY_COMPARE(client.session.state(), State::Lost);
    QCOMPARE(client.session.error().kind, SessionError::Kind::Lost);
}

void TestSessionEnds::closedWithoutAWord()
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

void TestSessionEnds::lostWhileWaiting()
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

void TestSessionEnds::noticeIsNoAnswer()
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

void TestSessionEnds::anAnswerTooMany()
{
    ScriptedPeer peer;
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    peer.say("15\r\n");
    QTRY_COMPARE(client.session.state(), State::Lost);
    QCOMPARE(client.session.error().kind, SessionError::Kind::Unrequested);
    QVERIFY(client.answers.isEmpty());
}

void TestSessionEnds::answersComeBeforeTheFarewell()
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

/// Disconnected by the operator with a farewell, which is not an error.
void TestSessionEnds::aFarewellThatNobodyAskedFor()
{
    ScriptedPeer peer("Welcome to the server\r\n");
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    peer.say(Words::farewell.toByteArray() + "\r\n");
    QTRY_COMPARE(client.session.state(), State::Disconnected);
    QCOMPARE(client.farewell, QStringLiteral("Thank You .. See You soon !! "));
}

void TestSessionEnds::aFarewellInPlaceOfAnAnswer()
{
    ScriptedPeer peer("Welcome to the server\r\n");
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.session.ask("12");
    peer.say(Words::farewell.toByteArray() + "\r\n");
    QTRY_COMPARE(client.session.state(), State::Lost);
    QCOMPARE(client.session.error().kind, SessionError::Kind::Farewell);
    QCOMPARE(client.outcomes(), QList<Outcome>{Outcome::Lost});
}

void TestSessionEnds::aMissingFarewellIsNotWaitedForLong()
{
    ScriptedPeer peer;
    Client client({.farewell = 50ms});
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.session.close();
    QTRY_COMPARE(client.session.state(), State::Disconnected);
    QVERIFY(client.farewell.isEmpty());
}

void TestSessionEnds::aSlowUplinkIsNoStall_data()
{
    QTest::addColumn<bool>("isClosing");
    QTest::newRow("connected") << false;
    QTest::newRow("closing") << true;
}

/// The kernel has taken the whole request, and the server receives it bit by bit.
void TestSessionEnds::aSlowUplinkIsNoStall()
{
    QFETCH(bool, isClosing);
    SlowServer server;
    Client client({.reply = 100ms, .farewell = 100ms});
    client.session.open(QStringLiteral("127.0.0.1"), server.serverPort());
    QTRY_COMPARE(client.session.state(), State::Connected);
    QElapsedTimer clock;
    clock.start();
    client.session.ask(QByteArray(SlowServer::requestSize, '1'));
    if (isClosing)
        client.session.close();
    QTRY_COMPARE_WITH_TIMEOUT(client.session.state(), State::Disconnected, 30'000);
    QCOMPARE(client.outcomes(), QList<Outcome>{Outcome::Sum});
    QVERIFY(clock.elapsed() > 300); // several times the limit
}

void TestSessionEnds::aHungServerIsNoticed_data()
{
    QTest::addColumn<QByteArray>("greeting");
    QTest::addColumn<bool>("isComplete");
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("isClosing");
    const QByteArray line("Welcome to the server\r\n");
    QTest::newRow("short request") << line << true << 5 << false;
    QTest::newRow("short request, closing") << line << true << 5 << true;
    QTest::newRow("request that fills all buffers") << line << true << 20'000'000 << false;
    QTest::newRow("beginning of an endless request") << line << false << 20'000'000 << false;
    QTest::newRow("raw") << QByteArray("Welcome to the server") << true << 5 << false;
}

void TestSessionEnds::aHungServerIsNoticed()
{
    QFETCH(QByteArray, greeting);
    QFETCH(bool, isComplete);
    QFETCH(int, size);
    QFETCH(bool, isClosing);
    HungServer server(greeting);
    Client client({.reply = 200ms, .farewell = 200ms});
    client.session.open(QStringLiteral("127.0.0.1"), server.serverPort());
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.session.append(QByteArray(size, '1'));
    if (isComplete)
        client.session.finish();
    if (isClosing)
        client.session.close();
    QTRY_COMPARE(client.session.state(), State::Lost);
    QCOMPARE(client.session.error().kind, SessionError::Kind::Unresponsive);
    QVERIFY(client.session.error().isTransient());
    QCOMPARE(client.outcomes(), isComplete ? QList<Outcome>{Outcome::Lost} : QList<Outcome>());
}

/// Each answer arrives within the limit, all of them together take several times as long.
void TestSessionEnds::answersAreProgress()
{
    ScriptedPeer peer;
    Client client({.reply = 400ms});
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connected);
    for (int i = 0; i < 20; ++i)
        client.session.ask("1");
    QTimer answering;
    int left = 20;
    connect(&answering, &QTimer::timeout, &peer, [&] {
        peer.say("1\r\n");
        if (--left == 0)
            answering.stop();
    });
    answering.start(50ms);
    QTRY_COMPARE(client.answers.size(), 20);
    QCOMPARE(client.session.state(), State::Connected);
    QCOMPARE(client.outcomes(), QList<Outcome>(20, Outcome::Sum));
}

/// While another session notices a hung server, one that waits for nothing stays connected.
void TestSessionEnds::anIdleServerIsNotHung()
{
    ScriptedPeer peer;
    Client idle({.reply = 100ms});
    idle.open(peer);
    QTRY_COMPARE(idle.session.state(), State::Connected);
    idle.session.ask("1");
    QTRY_COMPARE(peer.received(), QByteArray("\n1\n"));
    peer.say("1\r\n");
    QTRY_COMPARE(idle.answers.size(), 1);

    HungServer server;
    Client waiting({.reply = 300ms});
    waiting.session.open(QStringLiteral("127.0.0.1"), server.serverPort());
    QTRY_COMPARE(waiting.session.state(), State::Connected);
    waiting.session.ask("1");
    QTRY_COMPARE(waiting.session.state(), State::Lost);
    QCOMPARE(idle.session.state(), State::Connected);
}

void TestSessionEnds::abortLosesWhatWaits()
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

void TestSessionEnds::mayBeAbortedWhenConnected()
{
    // Greeting and notice arrive in one read; abort() on the first suppresses the second.
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

void TestSessionEnds::givesUpConnecting()
{
    ScriptedPeer peer{QByteArray()};
    Client client;
    client.open(peer);
    QTRY_COMPARE(client.session.state(), State::Connecting);
    client.session.close();
    QCOMPARE(client.session.state(), State::Disconnected);
}

QTEST_GUILESS_MAIN(TestSessionEnds)
#include "tst_sessionends.moc"
