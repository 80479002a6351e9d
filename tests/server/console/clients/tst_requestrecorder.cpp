// SPDX-License-Identifier: MIT
#include "server/console/clients/requestsmodel.h"
#include "server/service/requestrecorder.h"

#include <QAbstractItemModelTester>
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
    void changesNothing();
    void notesEachRequest();
    void notesRawMessages();
    void keepsTheNewest();
    void aModelTakesItsClientsRequests();
};

/// However the stream is cut: the same bytes taken, the same replies.
void TestRequestRecorder::changesNothing()
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

void TestRequestRecorder::notesEachRequest()
{
    RequestParser parser;
    RequestRecorder recorder;
    recorder.start(5);
    QByteArray replies;
    recorder.feed(parser, "12345\nx\n9", replies, noLimit);
    recorder.feed(parser, "9\n", replies, noLimit);
    const auto noted = recorder.take();
    QCOMPARE(noted.size(), 3);
    QCOMPARE(noted.at(0).client, ClientId(5));
    QCOMPARE(noted.at(0).number, quint64(1));
    QCOMPARE(noted.at(0).request, QByteArray("12345"));
    QCOMPARE(noted.at(0).reply, QByteArray("15"));
    QVERIFY(noted.at(1).reply.startsWith("Please enter"));
    QCOMPARE(noted.at(2).request, QByteArray("99"));
    QCOMPARE(noted.at(2).reply, QByteArray("18"));
    QVERIFY(recorder.take().isEmpty());
}

void TestRequestRecorder::notesRawMessages()
{
    RequestParser parser(RequestParser::Framing::Raw);
    RequestRecorder recorder;
    recorder.start(1);
    QByteArray replies;
    recorder.feed(parser, "12345", replies, noLimit);
    parser.burstEnded(replies);
    recorder.aboutToSend(parser, replies);
    const auto noted = recorder.take();
    QCOMPARE(noted.size(), 1);
    QCOMPARE(noted.constFirst().request, QByteArray("12345"));
    QCOMPARE(noted.constFirst().reply, QByteArray("15"));
}

void TestRequestRecorder::keepsTheNewest()
{
    RequestParser parser;
    RequestRecorder recorder;
    recorder.start(1);
    QByteArray replies;
    for (int i = 0; i < 1000; ++i)
        recorder.feed(parser, QByteArray(QByteArray::number(i) + '\n'), replies, noLimit);
    const auto noted = recorder.take();
    QCOMPARE(noted.size(), RequestRecorder::maxKept);
    QCOMPARE(noted.constLast().request, QByteArray("999"));
    QCOMPARE(noted.constLast().number, quint64(1000));
}

void TestRequestRecorder::aModelTakesItsClientsRequests()
{
    RequestsModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setClient(2);
    QList<RecordedRequest> requests;
    for (quint64 i = 1; i <= 300; ++i)
        requests.append({i % 3, i, 0, QByteArray::number(i), "1"});
    model.append(requests);
    QCOMPARE(model.rowCount(), 100);
    model.append(requests);
    model.append(requests);
    QCOMPARE(model.rowCount(), RequestsModel::capacity);
    QCOMPARE(model.index(0, RequestsModel::NumberColumn).data().toString(), QStringLiteral("2"));
    model.setClient(1);
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestRequestRecorder)
#include "tst_requestrecorder.moc"
