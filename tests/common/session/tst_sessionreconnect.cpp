// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "common/session/session.h"
#include "tests/support/mortalserver.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace DigitSum;
using DigitSum::Testing::MortalServer;
using namespace std::chrono_literals;
using Kind = SessionError::Kind;
using Life = MortalServer::Life;
using Lives = QList<Life>;
using Outcome = Exchange::Outcome;
using State = Session::State;

Q_DECLARE_METATYPE(Lives)

namespace {

const Reconnector::Limits quick{.first = 1ms, .longest = 5ms};
const Reconnector::Limits patient{.first = 1h, .longest = 1h};

/// A session that connects again, and what it told.
struct Client
{
    explicit Client(const Reconnector::Limits &limits = quick,
                    Reconnect mode = Reconnect::AfterLoss)
        : session({.reconnect = limits})
    {
        session.setReconnecting(mode);
        QObject::connect(&session, &Session::answered, &session,
                         [this](const QList<Exchange> &exchanges) { answers += exchanges; });
        QObject::connect(&session, &Session::stateChanged, &session,
                         [this](State state) { states += state; });
    }

    void open(const MortalServer &server)
    {
        session.open(QStringLiteral("127.0.0.1"), server.port());
    }

    /// Asks for the sums of the numbers from 0 up to, but without, \a count.
    void askNumbers(int count)
    {
        for (int i = 0; i < count; ++i)
            session.ask(QByteArray::number(i));
    }

    /// Each request of askNumbers() had its one right answer, in order.
    void checkNumbers(int count) const
    {
        QCOMPARE(answers.size(), count);
        for (int i = 0; i < count; ++i) {
            const Exchange &exchange = answers[i];
            QCOMPARE(exchange.id, ExchangeId(i + 1));
            QCOMPARE(exchange.request, QByteArray::number(i));
            QCOMPARE(exchange.outcome, Outcome::Sum);
            quint64 sum = 0;
            for (int rest = i; rest > 0; rest /= 10)
                sum += quint64(rest % 10);
            QCOMPARE(exchange.sum, sum);
        }
    }

    Session session;
    QList<Exchange> answers;
    QList<State> states;
};

} // namespace

class tst_SessionReconnect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRequestHasOneAnswer_data();
    void everyRequestHasOneAnswer();
    void deathsAtRandom();
    void manyMoreThanTheWindow();
    void offUnlessAskedFor();
    void aFirstFailureIsFinal();
    void aFirstFailureIsTriedAgainIfWanted();
    void refusedForAWhile();
    void tellsWhyAndWhen();
    void stopsAtAnotherProgram();
    void givesUp();
    void tellsWhatWasResent();
    void piecesBeginAgain();
    void theFramingMayChange();
    void goesOnWithARequestBegun();
    void aLongRequestIsLostInItsPlace();
    void aLongRequestIsLostEvenIfItGoesOn();
    void leavesAfterTheLastAnswer();
    void leavesTwice();
    void doesNotComeBackForAFarewell();
    void endsInEveryState_data();
    void endsInEveryState();
    void isResentWhatWasFull();
};

void tst_SessionReconnect::everyRequestHasOneAnswer_data()
{
    QTest::addColumn<Lives>("lives");
    const Life noGreeting{.answers = 0, .greeting = {}};
    const QByteArray full = Words::noticeFull.toByteArray() + "\r\n";
    const QByteArray goingDown = Words::noticeShuttingDown.toByteArray() + "\r\n";
    QTest::newRow("after some answers") << Lives{{.answers = 3}};
    QTest::newRow("after each answer") << Lives(50, Life{.answers = 1});
    QTest::newRow("within an answer") << Lives{{.answers = 2, .lastWords = "1"}};
    QTest::newRow("before the line feed of an answer")
        << Lives{{.answers = 11, .lastWords = "2\r"}, {.answers = 1, .lastWords = "3"}};
    QTest::newRow("before the greeting")
        << Lives{{.answers = 3}, noGreeting, noGreeting, {.answers = 2}};
    QTest::newRow("within the greeting") << Lives{
        {.answers = 3}, {.answers = 0, .greeting = Words::greeting.first(8).toByteArray()}};
    QTest::newRow("after the greeting") << Lives{{.answers = 3}, {.answers = 0}};
    QTest::newRow("with a notice") << Lives{{.answers = 5, .lastWords = goingDown}};
    QTest::newRow("then full, then shutting down") << Lives{
        {.answers = 5}, {.answers = 0, .greeting = full}, {.answers = 0, .greeting = goingDown}};
}

void tst_SessionReconnect::everyRequestHasOneAnswer()
{
    QFETCH(Lives, lives);
    constexpr int requests = 200;
    MortalServer server(lives);
    Client client;
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.askNumbers(requests);
    QTRY_COMPARE(client.session.waiting(), 0);
    client.checkNumbers(requests);
    QCOMPARE(server.connections(), lives.size() + 1);
    QVERIFY(client.states.contains(State::Reconnecting));
    QVERIFY(!client.states.contains(State::Lost));
}

void tst_SessionReconnect::deathsAtRandom()
{
    QRandomGenerator random(20'220'101); // any seed; the same one each time
    for (int round = 0; round < 15; ++round) {
        Lives lives;
        for (int i = 0; i < 12; ++i) {
            Life life{.answers = int(random.bounded(1, 60))};
            life.isRaw = random.bounded(8) == 0;
            if (life.isRaw)
                life.greeting = Words::greeting.toByteArray();
            else
                life.lastWords = QByteArray("12\r").first(random.bounded(4));
            lives += life;
        }
        MortalServer server(lives);
        Client client;
        client.open(server);
        QTRY_COMPARE(client.session.state(), State::Connected);
        client.askNumbers(300);
        client.session.close();
        QTRY_COMPARE_WITH_TIMEOUT(client.session.state(), State::Disconnected, 20'000);
        client.checkNumbers(300);
    }
}

/// As one who asks a lot does it: memory stays bounded while the server comes and goes.
void tst_SessionReconnect::manyMoreThanTheWindow()
{
    constexpr int requests = 50'000;
    MortalServer server(Lives{{.answers = 7'000}, {.answers = 1}, {.answers = 20'000}});
    Client client;
    int asked = 0;
    qsizetype mostWaiting = 0;
    const auto askOn = [&] {
        while (asked < requests && client.session.wantsMore())
            client.session.ask(QByteArray::number(asked++));
        mostWaiting = std::max(mostWaiting, client.session.waiting());
    };
    connect(&client.session, &Session::readyForMore, &client.session, askOn);
    connect(&client.session, &Session::stateChanged, &client.session, askOn);
    client.open(server);
    QTRY_COMPARE(client.answers.size(), requests);
    client.checkNumbers(requests);
    QCOMPARE(mostWaiting, Session::mostWaiting);
    QCOMPARE(server.connections(), 4);
}

void tst_SessionReconnect::offUnlessAskedFor()
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

void tst_SessionReconnect::aFirstFailureIsFinal()
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

void tst_SessionReconnect::aFirstFailureIsTriedAgainIfWanted()
{
    MortalServer server;
    server.stop();
    Client client(quick, Reconnect::Always);
    client.open(server);
    QTRY_VERIFY(client.states.count(State::Reconnecting) >= 2);
    server.start();
    QTRY_COMPARE(client.session.state(), State::Connected);
}

void tst_SessionReconnect::refusedForAWhile()
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

void tst_SessionReconnect::tellsWhyAndWhen()
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
    QVERIFY(client.session.untilNextTry() > 29min); // half of the hour, at least
    QVERIFY(client.session.untilNextTry() <= 1h);
    QVERIFY(!client.session.wantsMore());
    QCOMPARE(client.session.ask("1"), 0u);
    QVERIFY(!client.session.append("1"));
    QCOMPARE(client.session.peerAddress(), QString());
}

void tst_SessionReconnect::stopsAtAnotherProgram()
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

void tst_SessionReconnect::givesUp()
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

void tst_SessionReconnect::tellsWhatWasResent()
{
    MortalServer server(Lives{{.answers = 2}});
    Client client;
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.askNumbers(4);
    QTRY_COMPARE(client.answers.size(), 4);
    client.session.ask("5");
    QTRY_COMPARE(client.answers.size(), 5);
    QList<bool> resent;
    for (const Exchange &exchange : client.answers)
        resent += exchange.isResent;
    QCOMPARE(resent, (QList<bool>{false, false, true, true, false}));
}

void tst_SessionReconnect::piecesBeginAgain()
{
    const Life raw{.answers = 2, .greeting = Words::greeting.toByteArray(), .isRaw = true};
    Life lasting = raw;
    lasting.answers = 100;
    MortalServer server(Lives{raw, lasting});
    Client client;
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.session.ask(QByteArray(3500, '1')); // four pieces, of which the first server takes two
    client.session.ask("27");
    QTRY_COMPARE(client.answers.size(), 2);
    QCOMPARE(client.answers.first().sum, 3500u);
    QCOMPARE(client.answers.last().sum, 9u);
    QCOMPARE(server.requests(), 2 + 4 + 1);
}

void tst_SessionReconnect::theFramingMayChange()
{
    const Life raw{.answers = 3, .greeting = Words::greeting.toByteArray(), .isRaw = true};
    MortalServer server(Lives{{.answers = 2}, raw, {.answers = 1}});
    Client client;
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.askNumbers(20);
    QTRY_COMPARE(client.session.waiting(), 0);
    client.checkNumbers(20);
    QCOMPARE(server.connections(), 4);
}

void tst_SessionReconnect::goesOnWithARequestBegun()
{
    MortalServer server;
    Client client;
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    QVERIFY(client.session.append("12"));
    QTRY_COMPARE(server.unfinished(), QByteArray("12"));
    server.killNewest();
    QTRY_COMPARE(server.connections(), 2);
    QTRY_COMPARE(client.session.state(), State::Connected);
    QVERIFY(client.session.append("3"));
    QCOMPARE(client.session.finish(), 1u);
    QTRY_COMPARE(client.answers.size(), 1);
    QCOMPARE(client.answers.first().sum, 6u);
    QVERIFY(client.answers.first().isResent);
}

void tst_SessionReconnect::aLongRequestIsLostInItsPlace()
{
    MortalServer server(Lives{{.answers = 1}});
    Client client;
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.session.ask("1");
    client.session.ask("2");
    for (int i = 0; i < 3; ++i)
        client.session.append(QByteArray(1000, '3'));
    client.session.finish();
    client.session.ask("4");
    QTRY_COMPARE(client.session.waiting(), 0);
    QList<Outcome> outcomes;
    for (const Exchange &exchange : client.answers)
        outcomes += exchange.outcome;
    QCOMPARE(outcomes, (QList<Outcome>{Outcome::Sum, Outcome::Sum, Outcome::Lost, Outcome::Sum}));
    QCOMPARE(client.answers[2].requestBytes, 3000);
    QCOMPARE(client.answers[3].sum, 4u);
}

void tst_SessionReconnect::aLongRequestIsLostEvenIfItGoesOn()
{
    MortalServer server;
    Client client;
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.session.append(QByteArray(3000, '1'));
    QTRY_COMPARE(server.unfinished().size(), 3000);
    server.killNewest();
    QTRY_COMPARE(server.connections(), 2);
    QTRY_COMPARE(client.session.state(), State::Connected);
    QVERIFY(client.session.append("11"));
    QCOMPARE(client.session.finish(), 1u);
    QVERIFY(client.answers.isEmpty()); // the caller learns the number before the answer
    QTRY_COMPARE(client.answers.size(), 1);
    QCOMPARE(client.answers.first().outcome, Outcome::Lost);
    QCOMPARE(client.answers.first().requestBytes, 3002);
    client.session.ask("5");
    QTRY_COMPARE(client.answers.size(), 2);
    QCOMPARE(client.answers.last().sum, 5u);
    QCOMPARE(server.requests(), 1); // none of the lost one's rest
}

void tst_SessionReconnect::leavesAfterTheLastAnswer()
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
    QCOMPARE(client.states.count(State::Connected), 1); // who has left isn't asked for more
    QCOMPARE(client.states.count(State::Closing), 3);
}

void tst_SessionReconnect::leavesTwice()
{
    MortalServer server(Lives{{.answers = 1}});
    Client client(patient);
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    client.askNumbers(3);
    client.session.close();
    QTRY_COMPARE(client.session.state(), State::Reconnecting);
    client.session.close(); // now
    QCOMPARE(client.session.state(), State::Disconnected);
    QCOMPARE(client.answers.size(), 3);
    QCOMPARE(client.answers.last().outcome, Outcome::Lost);
    QVERIFY(!client.answers.last().isResent);
}

void tst_SessionReconnect::doesNotComeBackForAFarewell()
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

void tst_SessionReconnect::endsInEveryState_data()
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

/// The second time round, in its own signal.
void tst_SessionReconnect::endsInEveryState()
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
    QVERIFY(client.states.isEmpty()); // nothing comes after the end
    client.open(server);
    QTRY_VERIFY(client.states.contains(State::LookingUp));
}

/// A window of long requests comes back whole, though it is more than the socket usually holds.
void tst_SessionReconnect::isResentWhatWasFull()
{
    MortalServer server(Lives{{.answers = 1}});
    Client client;
    client.open(server);
    QTRY_COMPARE(client.session.state(), State::Connected);
    const QByteArray request(100'000, '1');
    qsizetype asked = 0;
    while (asked < 60 && client.session.ask(request) != 0)
        ++asked;
    QCOMPARE(asked, 60);
    QVERIFY(!client.session.wantsMore());
    QTRY_COMPARE(client.answers.size(), 60);
    for (const Exchange &exchange : client.answers)
        QCOMPARE(exchange.sum, 100'000u);
    QCOMPARE(server.connections(), 2);
    QVERIFY(client.session.wantsMore());
}

QTEST_GUILESS_MAIN(tst_SessionReconnect)
#include "tst_sessionreconnect.moc"
