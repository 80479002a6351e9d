// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "tests/common/session/sessionclient.h"

#include <QRandomGenerator>
#include <QTest>

using namespace DigitSum;
using Testing::MortalServer;
using Client = Testing::ReconnectingClient;
using Life = MortalServer::Life;
using Lives = QList<Life>;
using Outcome = Exchange::Outcome;
using State = Session::State;

Q_DECLARE_METATYPE(Lives)

class TestSessionResend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRequestHasOneAnswer_data();
    void everyRequestHasOneAnswer();
    void deathsAtRandom();
    void manyMoreThanTheWindow();
    void tellsWhatWasResent();
    void piecesBeginAgain();
    void theFramingMayChange();
    void goesOnWithARequestBegun();
    void aLongRequestIsLostInItsPlace();
    void aLongRequestIsLostEvenIfItGoesOn();
    void isResentWhatWasFull();
};

void TestSessionResend::everyRequestHasOneAnswer_data()
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

void TestSessionResend::everyRequestHasOneAnswer()
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

void TestSessionResend::deathsAtRandom()
{
    QRandomGenerator random(20'220'101); // any fixed seed
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

/// Many requests: memory stays bounded while the server restarts repeatedly.
void TestSessionResend::manyMoreThanTheWindow()
{
    constexpr int requests = 50'000;
    MortalServer server(Lives{{.answers = 7'000}, {.answers = 1}, {.answers = 20'000}});
    Client client;
    int asked = 0;
    qsizetype maxWaiting = 0;
    const auto askOn = [&] {
        while (asked < requests && client.session.wantsMore())
            client.session.ask(QByteArray::number(asked++));
        maxWaiting = std::max(maxWaiting, client.session.waiting());
    };
    connect(&client.session, &Session::readyForMore, &client.session, askOn);
    connect(&client.session, &Session::stateChanged, &client.session, askOn);
    client.open(server);
    QTRY_COMPARE(client.answers.size(), requests);
    client.checkNumbers(requests);
    QCOMPARE(maxWaiting, Session::maxWaiting);
    QCOMPARE(server.connections(), 4);
}

void TestSessionResend::tellsWhatWasResent()
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

void TestSessionResend::piecesBeginAgain()
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

void TestSessionResend::theFramingMayChange()
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

void TestSessionResend::goesOnWithARequestBegun()
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

void TestSessionResend::aLongRequestIsLostInItsPlace()
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

void TestSessionResend::aLongRequestIsLostEvenIfItGoesOn()
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
    QVERIFY(client.answers.isEmpty()); // the caller gets the id before the answer
    QTRY_COMPARE(client.answers.size(), 1);
    QCOMPARE(client.answers.first().outcome, Outcome::Lost);
    QCOMPARE(client.answers.first().requestBytes, 3002);
    client.session.ask("5");
    QTRY_COMPARE(client.answers.size(), 2);
    QCOMPARE(client.answers.last().sum, 5u);
    QCOMPARE(server.requests(), 1); // nothing of the lost request
}

/// Many long requests are resent in full, although they exceed the limit of unsent bytes.
void TestSessionResend::isResentWhatWasFull()
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

QTEST_GUILESS_MAIN(TestSessionResend)
#include "tst_sessionresend.moc"
