// SPDX-License-Identifier: MIT
#include "common/session/exchangequeue.h"

#include <QTest>

using namespace DigitSum;
using namespace std::chrono_literals;

namespace {

const ExchangeQueue::Clock::time_point noon{12h}; // any time; the queue has no clock

Reply sum(quint64 value)
{
    return {Reply::Kind::Sum, value, {}};
}

const Reply invalid{Reply::Kind::Invalid, 0, {}};

} // namespace

class TestExchangeQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersInOrder();
    void piecesAddUp();
    void onePieceRefusedRefusesAll();
    void aLongRequestIsKeptInPart();
    void aWholeRequestIsKeptWhole();
    void losesWhatWasAsked();
    void asksAgainInOrder();
    void aPieceAnsweredCountsNoMore();
    void whatIsNotKeptWholeIsLostInItsPlace();
    void goesOnWithTheOneBegun();
    void theOneBegunMayBeLost();
    void countsWhatItKeeps();
};

void TestExchangeQueue::answersInOrder()
{
    ExchangeQueue queue;
    queue.begin("12");
    QVERIFY(queue.isMidRequest());
    QCOMPARE(queue.waiting(), 0);
    QCOMPARE(queue.finish(1000, noon), 1u);
    queue.begin("x");
    QCOMPARE(queue.finish(2000, noon + 1ms), 2u);
    QVERIFY(!queue.isMidRequest());
    QCOMPARE(queue.waiting(), 2);

    const auto first = queue.answer(sum(3), true, noon + 5ms);
    QVERIFY(first);
    QCOMPARE(first->id, 1u);
    QCOMPARE(first->request, QByteArray("12"));
    QCOMPARE(first->outcome, Exchange::Outcome::Sum);
    QCOMPARE(first->sum, 3u);
    QCOMPARE(first->askedAt, 1000);
    QCOMPARE(first->roundTripTime, 5ms);
    const auto second = queue.answer(invalid, true, noon + 5ms);
    QCOMPARE(second->outcome, Exchange::Outcome::Refused);
    QCOMPARE(second->roundTripTime, 4ms);
    QCOMPARE(queue.waiting(), 0);
}

void TestExchangeQueue::piecesAddUp()
{
    ExchangeQueue queue;
    queue.begin("long");
    queue.finish(0, noon);
    QVERIFY(!queue.answer(sum(1000), false, noon));
    QVERIFY(!queue.answer(sum(500), false, noon));
    QCOMPARE(queue.answer(sum(7), true, noon)->sum, 1507u);
}

void TestExchangeQueue::onePieceRefusedRefusesAll()
{
    ExchangeQueue queue;
    queue.begin("long");
    queue.finish(0, noon);
    QVERIFY(!queue.answer(invalid, false, noon));
    QCOMPARE(queue.answer(sum(7), true, noon)->outcome, Exchange::Outcome::Refused);
}

void TestExchangeQueue::aLongRequestIsKeptInPart()
{
    ExchangeQueue queue;
    for (int i = 0; i < 3; ++i)
        queue.append(QByteArray(500, '1'));
    queue.finish(0, noon);
    const auto exchange = queue.answer(sum(1500), true, noon);
    QCOMPARE(exchange->requestBytes, 1500);
    QCOMPARE(exchange->request, QByteArray(ExchangeQueue::keptBytes, '1'));
}

void TestExchangeQueue::aWholeRequestIsKeptWhole()
{
    ExchangeQueue queue;
    queue.begin(QByteArray(5000, '1'));
    queue.finish(0, noon);
    QCOMPARE(queue.answer(sum(5000), true, noon)->request.size(), 5000);
}

void TestExchangeQueue::losesWhatWasAsked()
{
    ExchangeQueue queue;
    queue.begin("1");
    queue.finish(0, noon);
    queue.append("2"); // not finished, so it has no id
    const auto lost = queue.failAll();
    QCOMPARE(lost.size(), 1);
    QCOMPARE(lost.first().outcome, Exchange::Outcome::Lost);
    QCOMPARE(queue.waiting(), 0);
    QVERIFY(!queue.isMidRequest());
    queue.begin("3");
    QCOMPARE(queue.finish(0, noon), 2u); // continues the numbering
}

void TestExchangeQueue::asksAgainInOrder()
{
    ExchangeQueue queue;
    for (const char *request : {"1", "", "3"}) {
        queue.begin(request);
        queue.finish(0, noon);
    }
    QVERIFY(!queue.answer(sum(1), true, noon)->isResent);
    queue.rewind();
    QVERIFY(queue.takeLost().isEmpty());
    const auto again = queue.again(noon + 1s);
    QCOMPARE(again.requests, (QList<QByteArray>{"", "3"}));
    QCOMPARE(again.begun, QByteArray());
    const auto second = queue.answer(invalid, true, noon + 1s + 2ms);
    QCOMPARE(second->id, 2u);
    QVERIFY(second->isResent);
    QCOMPARE(second->roundTripTime, 2ms); // since it was resent
    QCOMPARE(queue.answer(sum(3), true, noon)->id, 3u);
}

void TestExchangeQueue::aPieceAnsweredCountsNoMore()
{
    ExchangeQueue queue;
    queue.begin("long");
    queue.finish(0, noon);
    QVERIFY(!queue.answer(sum(1000), false, noon));
    QVERIFY(!queue.answer(invalid, false, noon)); // an unexpected reply to a piece
    queue.rewind();
    QCOMPARE(queue.again(noon).requests, QList<QByteArray>{"long"});
    QVERIFY(!queue.answer(sum(1000), false, noon));
    const auto exchange = queue.answer(sum(7), true, noon);
    QCOMPARE(exchange->sum, 1007u);
    QCOMPARE(exchange->outcome, Exchange::Outcome::Sum);
}

void TestExchangeQueue::whatIsNotKeptWholeIsLostInItsPlace()
{
    ExchangeQueue queue;
    queue.begin("1");
    queue.finish(0, noon);
    queue.append(QByteArray(2000, '2'));
    queue.finish(0, noon);
    queue.begin(QByteArray(2000, '3')); // passed whole, so it is kept whole
    queue.finish(0, noon);
    queue.rewind();
    QVERIFY(queue.takeLost().isEmpty()); // not the oldest
    QCOMPARE(queue.again(noon).requests, (QList<QByteArray>{"1", QByteArray(2000, '3')}));
    QCOMPARE(queue.answer(sum(1), true, noon)->id, 1u);
    const auto lost = queue.takeLost();
    QCOMPARE(lost.size(), 1);
    QCOMPARE(lost.first().id, 2u);
    QCOMPARE(lost.first().outcome, Exchange::Outcome::Lost);
    QVERIFY(!lost.first().isResent);
    QVERIFY(queue.takeLost().isEmpty());
    QCOMPARE(queue.answer(sum(6000), true, noon)->id, 3u);
}

void TestExchangeQueue::goesOnWithTheOneBegun()
{
    ExchangeQueue queue;
    queue.append("12");
    queue.rewind();
    QVERIFY(!queue.isMidLostRequest());
    QCOMPARE(queue.again(noon).begun, QByteArray("12"));
    queue.append("3");
    queue.finish(0, noon);
    const auto exchange = queue.answer(sum(6), true, noon);
    QCOMPARE(exchange->request, QByteArray("123"));
    QVERIFY(exchange->isResent);
}

void TestExchangeQueue::theOneBegunMayBeLost()
{
    ExchangeQueue queue;
    queue.append(QByteArray(2000, '1'));
    queue.rewind();
    QVERIFY(queue.isMidLostRequest());
    QCOMPARE(queue.again(noon).begun, QByteArray());
    queue.append("1");
    queue.rewind(); // the second connection is lost, too
    QVERIFY(queue.isMidLostRequest());
    QCOMPARE(queue.finish(0, noon), 1u);
    QCOMPARE(queue.takeLost().value(0).requestBytes, 2001);
    queue.append("1");
    QVERIFY(!queue.isMidLostRequest()); // does not apply to the next request
}

void TestExchangeQueue::countsWhatItKeeps()
{
    ExchangeQueue queue;
    queue.begin("123");
    queue.finish(0, noon);
    queue.append(QByteArray(5000, '1'));
    queue.finish(0, noon);
    QCOMPARE(queue.waitingBytes(), 3 + ExchangeQueue::keptBytes);
    (void)queue.answer(sum(6), true, noon);
    QCOMPARE(queue.waitingBytes(), ExchangeQueue::keptBytes);
    (void)queue.failAll();
    QCOMPARE(queue.waitingBytes(), 0);
}

QTEST_APPLESS_MAIN(TestExchangeQueue)
#include "tst_exchangequeue.moc"
