// SPDX-License-Identifier: MIT
#include "common/session/requestsender.h"

#include <QTest>

using namespace DigitSum;
using Sent = RequestSender::Sent;

class TestRequestSender : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void linesGoOutAtOnce();
    void aCarriageReturnIsNoLineEnd();
    void rawPiecesWaitForTheirAnswers();
    void anEmptyRequestCannotBeSentRaw();
    void withoutAConnectionThereIsNothing();

private:
    RequestSender makeSender(bool isRaw);

    QByteArray m_wire;
};

void TestRequestSender::init()
{
    m_wire.clear();
}

RequestSender TestRequestSender::makeSender(bool isRaw)
{
    return {[this](QByteArrayView bytes) { m_wire.append(bytes); }, isRaw};
}

void TestRequestSender::linesGoOutAtOnce()
{
    RequestSender sender = makeSender(false);
    sender.append("12");
    sender.append("345");
    QCOMPARE(m_wire, QByteArray("12345"));
    sender.finish();
    sender.finish(); // an empty request
    QCOMPARE(sender.sendNext(), Sent::Nothing);
    QVERIFY(sender.onAnswered());
    sender.quit();
    QCOMPARE(m_wire, QByteArray("12345\n\nquit\n"));
    QCOMPARE(sender.queuedBytes(), 0);
}

void TestRequestSender::aCarriageReturnIsNoLineEnd()
{
    RequestSender sender = makeSender(false);
    sender.append("12\r");
    sender.append("");
    sender.finish(); // with only the line end, it would be the request "12"
    sender.finish();
    sender.append("\r");
    sender.append("3");
    sender.finish();
    QCOMPARE(m_wire, QByteArray("12\r\r\n\n\r3\n"));
}

void TestRequestSender::rawPiecesWaitForTheirAnswers()
{
    RequestSender sender = makeSender(true);
    sender.append(QByteArray(1500, '1'));
    sender.finish();
    sender.append("7");
    sender.finish();
    QCOMPARE(m_wire, QByteArray());
    QCOMPARE(sender.queuedBytes(), 1501);
    QCOMPARE(sender.sendNext(), Sent::Piece);
    QCOMPARE(sender.sendNext(), Sent::Nothing); // before the answer
    QCOMPARE(m_wire.size(), 1000);
    QVERIFY(!sender.onAnswered());
    QCOMPARE(sender.sendNext(), Sent::Piece);
    QVERIFY(sender.onAnswered());
    QCOMPARE(sender.sendNext(), Sent::Piece);
    QVERIFY(sender.onAnswered());
    QCOMPARE(sender.sendNext(), Sent::Nothing);
    sender.quit();
    QCOMPARE(m_wire, QByteArray(1500, '1') + "7quit");
}

void TestRequestSender::anEmptyRequestCannotBeSentRaw()
{
    RequestSender sender = makeSender(true);
    sender.finish();
    sender.append("7");
    sender.finish();
    QCOMPARE(sender.sendNext(), Sent::Unsendable);
    QVERIFY(sender.onAnswered());
    QCOMPARE(sender.sendNext(), Sent::Piece);
    QCOMPARE(m_wire, QByteArray("7"));
}

void TestRequestSender::withoutAConnectionThereIsNothing()
{
    RequestSender sender;
    QCOMPARE(sender.sendNext(), Sent::Nothing);
    QCOMPARE(sender.queuedBytes(), 0);
    QVERIFY(!sender.isRaw());
}

QTEST_APPLESS_MAIN(TestRequestSender)
#include "tst_requestsender.moc"
