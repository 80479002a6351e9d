// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "common/protocol/requestpieces.h"

#include <QTest>

using namespace DigitSum;

namespace {

/// Takes all available pieces; marks the last one of each request with a bar.
QByteArrayList takeAll(RequestPieces &pieces)
{
    QByteArrayList list;
    while (const auto piece = pieces.take())
        list += piece->isLast ? piece->bytes + '|' : piece->bytes;
    return list;
}

} // namespace

class TestRequestPieces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shortRequestsStayWhole();
    void longRequestsAreCut_data();
    void longRequestsAreCut();
    void piecesDoNotWaitForTheEnd();
    void emptyRequest();
    void countsWhatIsQueued();
};

void TestRequestPieces::shortRequestsStayWhole()
{
    RequestPieces pieces;
    pieces.append("12");
    QCOMPARE(takeAll(pieces), QByteArrayList());
    pieces.append("345");
    pieces.finish();
    pieces.append("6");
    pieces.finish();
    QCOMPARE(takeAll(pieces), (QByteArrayList{"12345|", "6|"}));
}

void TestRequestPieces::longRequestsAreCut_data()
{
    QTest::addColumn<QByteArray>("request");
    const QByteArray digits(10'000, '7');
    for (const int size : {999, 1000, 1001, 1003, 1004, 1007, 1008, 1009, 2000, 2001, 5000, 10'000})
        QTest::addRow("%d digits", size) << digits.first(size);
    for (const int size : {333, 334, 335, 666, 667, 2000})
        QTest::addRow("%d Bengali digits", size) << QStringLiteral("৩").repeated(size).toUtf8();
    for (const int size : {990, 996, 998, 999, 1000, 2000})
        QTest::addRow("%d digits and quit", size) << digits.first(size) + "quit";
    QTest::newRow("no UTF-8 at all") << QByteArray(5000, '\x80');
}

void TestRequestPieces::longRequestsAreCut()
{
    QFETCH(QByteArray, request);
    for (const qsizetype step : {request.size(), qsizetype(1), qsizetype(700)}) {
        RequestPieces pieces;
        QByteArray all;
        const auto take = [&] {
            while (const auto piece = pieces.take()) {
                all += piece->bytes;
                QVERIFY(piece->bytes.size() <= Words::rawPieceSize);
                QVERIFY(!Words::isQuit(piece->bytes));
                const bool isText = request.isValidUtf8();
                QVERIFY(!isText || piece->bytes.isValidUtf8());
                QCOMPARE(piece->isLast, all.size() == request.size());
            }
        };
        for (qsizetype i = 0; i < request.size(); i += step) {
            pieces.append(QByteArrayView(request).sliced(i, qMin(step, request.size() - i)));
            take();
        }
        pieces.finish();
        take();
        QCOMPARE(all, request);
        QCOMPARE(pieces.queuedBytes(), 0);
    }
}

void TestRequestPieces::piecesDoNotWaitForTheEnd()
{
    RequestPieces pieces;
    pieces.append(QByteArray(2500, '1'));
    QCOMPARE(takeAll(pieces), (QByteArrayList{QByteArray(1000, '1'), QByteArray(1000, '1')}));
    QCOMPARE(pieces.queuedBytes(), 500);
    pieces.finish();
    QCOMPARE(takeAll(pieces), (QByteArrayList{QByteArray(500, '1') + '|'}));
}

void TestRequestPieces::emptyRequest()
{
    RequestPieces pieces;
    pieces.finish();
    pieces.append("1");
    pieces.finish();
    QCOMPARE(takeAll(pieces), (QByteArrayList{"|", "1|"}));
}

void TestRequestPieces::countsWhatIsQueued()
{
    RequestPieces pieces;
    pieces.append("123");
    pieces.finish();
    pieces.append("45");
    QCOMPARE(pieces.queuedBytes(), 5);
    QVERIFY(pieces.take());
    QCOMPARE(pieces.queuedBytes(), 2);
}

QTEST_APPLESS_MAIN(TestRequestPieces)
#include "tst_requestpieces.moc"
