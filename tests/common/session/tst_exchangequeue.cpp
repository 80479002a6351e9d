// SPDX-License-Identifier: MIT
#include "common/session/exchangequeue.h"

#include <QTest>

using namespace DigitSum;
using namespace std::chrono_literals;

namespace {

const ExchangeQueue::Clock::time_point noon{12h}; // any time will do: the queue has no clock

Reply sum(quint64 value)
{
    return {Reply::Kind::Sum, value, {}};
}

const Reply invalid{Reply::Kind::Invalid, 0, {}};

} // namespace

class tst_ExchangeQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersInOrder();
    void piecesAddUp();
    void onePieceRefusedRefusesAll();
    void aLongRequestIsKeptInPart();
    void aWholeRequestIsKeptWhole();
    void losesWhatWasAsked();
};

void tst_ExchangeQueue::answersInOrder()
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

void tst_ExchangeQueue::piecesAddUp()
{
    ExchangeQueue queue;
    queue.begin("long");
    queue.finish(0, noon);
    QVERIFY(!queue.answer(sum(1000), false, noon));
    QVERIFY(!queue.answer(sum(500), false, noon));
    QCOMPARE(queue.answer(sum(7), true, noon)->sum, 1507u);
}

void tst_ExchangeQueue::onePieceRefusedRefusesAll()
{
    ExchangeQueue queue;
    queue.begin("long");
    queue.finish(0, noon);
    QVERIFY(!queue.answer(invalid, false, noon));
    QCOMPARE(queue.answer(sum(7), true, noon)->outcome, Exchange::Outcome::Refused);
}

void tst_ExchangeQueue::aLongRequestIsKeptInPart()
{
    ExchangeQueue queue;
    for (int i = 0; i < 3; ++i)
        queue.append(QByteArray(500, '1'));
    queue.finish(0, noon);
    const auto exchange = queue.answer(sum(1500), true, noon);
    QCOMPARE(exchange->requestBytes, 1500);
    QCOMPARE(exchange->request, QByteArray(ExchangeQueue::keptBytes, '1'));
}

void tst_ExchangeQueue::aWholeRequestIsKeptWhole()
{
    ExchangeQueue queue;
    queue.begin(QByteArray(5000, '1'));
    queue.finish(0, noon);
    QCOMPARE(queue.answer(sum(5000), true, noon)->request.size(), 5000);
}

void tst_ExchangeQueue::losesWhatWasAsked()
{
    ExchangeQueue queue;
    queue.begin("1");
    queue.finish(0, noon);
    queue.append("2"); // not finished: nobody was told its number
    const auto lost = queue.lose();
    QCOMPARE(lost.size(), 1);
    QCOMPARE(lost.first().outcome, Exchange::Outcome::Lost);
    QCOMPARE(queue.waiting(), 0);
    QVERIFY(!queue.isMidRequest());
    queue.begin("3");
    QCOMPARE(queue.finish(0, noon), 2u); // numbers go on
}

QTEST_APPLESS_MAIN(tst_ExchangeQueue)
#include "tst_exchangequeue.moc"
