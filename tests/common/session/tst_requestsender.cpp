// SPDX-License-Identifier: MIT
#include "common/session/requestsender.h"

#include <QBuffer>
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
    QBuffer m_wire;
};

void TestRequestSender::init()
{
    m_wire.close();
    m_wire.setData({});
    m_wire.open(QIODevice::WriteOnly);
}

void TestRequestSender::linesGoOutAtOnce()
{
    RequestSender sender(m_wire, false);
    sender.append("12");
    sender.append("345");
    QCOMPARE(m_wire.data(), QByteArray("12345"));
    sender.finish();
    sender.finish(); // an empty one
    QCOMPARE(sender.sendNext(), Sent::Nothing);
    QVERIFY(sender.noteAnswer());
    sender.quit();
    QCOMPARE(m_wire.data(), QByteArray("12345\n\nquit\n"));
    QCOMPARE(sender.queuedBytes(), 0);
}

void TestRequestSender::aCarriageReturnIsNoLineEnd()
{
    RequestSender sender(m_wire, false);
    sender.append("12\r");
    sender.append("");
    sender.finish(); // "12" and a line end would be another request
    sender.finish();
    sender.append("\r");
    sender.append("3");
    sender.finish();
    QCOMPARE(m_wire.data(), QByteArray("12\r\r\n\n\r3\n"));
}

void TestRequestSender::rawPiecesWaitForTheirAnswers()
{
    RequestSender sender(m_wire, true);
    sender.append(QByteArray(1500, '1'));
    sender.finish();
    sender.append("7");
    sender.finish();
    QCOMPARE(m_wire.data(), QByteArray());
    QCOMPARE(sender.queuedBytes(), 1501);
    QCOMPARE(sender.sendNext(), Sent::Piece);
    QCOMPARE(sender.sendNext(), Sent::Nothing); // before the answer
    QCOMPARE(m_wire.data().size(), 1000);
    QVERIFY(!sender.noteAnswer());
    QCOMPARE(sender.sendNext(), Sent::Piece);
    QVERIFY(sender.noteAnswer());
    QCOMPARE(sender.sendNext(), Sent::Piece);
    QVERIFY(sender.noteAnswer());
    QCOMPARE(sender.sendNext(), Sent::Nothing);
    sender.quit();
    QCOMPARE(m_wire.data(), QByteArray(1500, '1') + "7quit");
}

void TestRequestSender::anEmptyRequestCannotBeSentRaw()
{
    RequestSender sender(m_wire, true);
    sender.finish();
    sender.append("7");
    sender.finish();
    QCOMPARE(sender.sendNext(), Sent::Unsendable);
    QVERIFY(sender.noteAnswer());
    QCOMPARE(sender.sendNext(), Sent::Piece);
    QCOMPARE(m_wire.data(), QByteArray("7"));
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
