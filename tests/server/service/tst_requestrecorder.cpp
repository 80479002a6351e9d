// SPDX-License-Identifier: MIT
#include "server/service/requestrecorder.h"

#include <QRandomGenerator>
#include <QTest>

using namespace DigitSum;

namespace {

constexpr qsizetype noLimit = std::numeric_limits<qsizetype>::max();

QByteArray corpus()
{
    return QByteArray("12345\r\n\nabc\n\xe0\xa7\xa7\xe0\xa7\xa8\n99999999999999\n12").repeated(20)
           + "\nquit\n777\n";
}

} // namespace

class TestRequestRecorder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesNotAffectTheParser();
    void recordsEachRequest();
    void recordsRawMessages();
    void keepsTheNewest();
};

/// Recording must not change which bytes the parser takes or what it replies, however the stream is
/// divided.
void TestRequestRecorder::doesNotAffectTheParser()
{
    QRandomGenerator random(7);
    const QByteArray bytes = corpus();
    for (int round = 0; round < 500; ++round) {
        RequestParser plain;
        RequestParser recorded;
        RequestRecorder recorder;
        QByteArray plainReplies;
        QByteArray recordedReplies;
        for (qsizetype at = 0; at < bytes.size();) {
            const qsizetype size = qMin(bytes.size() - at, qsizetype(random.bounded(1, 60)));
            const QByteArrayView part = QByteArrayView(bytes).sliced(at, size);
            const qsizetype enough = plainReplies.size() + random.bounded(1, 200);
            const qsizetype taken = plain.feed(part, plainReplies, enough);
            QCOMPARE(recorder.feed(recorded, part, recordedReplies, enough), taken);
            QCOMPARE(recordedReplies, plainReplies);
            at += taken;
        }
        QCOMPARE(recorded.requests(), plain.requests());
        QVERIFY(recorded.saidFarewell());
    }
}

void TestRequestRecorder::recordsEachRequest()
{
    RequestParser parser;
    RequestRecorder recorder;
    recorder.start(5);
    QByteArray replies;
    recorder.feed(parser, "12345\nx\n9", replies, noLimit);
    recorder.feed(parser, "9\n", replies, noLimit);
    const auto records = recorder.take();
    QCOMPARE(records.size(), 3);
    QCOMPARE(records.at(0).client, ClientId(5));
    QCOMPARE(records.at(0).number, quint64(1));
    QCOMPARE(records.at(0).request, QByteArray("12345"));
    QCOMPARE(records.at(0).reply, QByteArray("15"));
    QVERIFY(records.at(1).reply.startsWith("Please enter"));
    QCOMPARE(records.at(2).request, QByteArray("99"));
    QCOMPARE(records.at(2).reply, QByteArray("18"));
    QVERIFY(recorder.take().isEmpty());
}

void TestRequestRecorder::recordsRawMessages()
{
    RequestParser parser(RequestParser::Framing::Raw);
    RequestRecorder recorder;
    recorder.start(1);
    QByteArray replies;
    recorder.feed(parser, "12345", replies, noLimit);
    parser.burstEnded(replies);
    recorder.aboutToSend(parser, replies);
    const auto records = recorder.take();
    QCOMPARE(records.size(), 1);
    QCOMPARE(records.constFirst().request, QByteArray("12345"));
    QCOMPARE(records.constFirst().reply, QByteArray("15"));
}

void TestRequestRecorder::keepsTheNewest()
{
    RequestParser parser;
    RequestRecorder recorder;
    recorder.start(1);
    QByteArray replies;
    for (int i = 0; i < 1000; ++i)
        recorder.feed(parser, QByteArray(QByteArray::number(i) + '\n'), replies, noLimit);
    const auto records = recorder.take();
    QCOMPARE(records.size(), RequestRecorder::maxKept);
    QCOMPARE(records.constLast().request, QByteArray("999"));
    QCOMPARE(records.constLast().number, quint64(1000));
}

QTEST_GUILESS_MAIN(TestRequestRecorder)
#include "tst_requestrecorder.moc"
