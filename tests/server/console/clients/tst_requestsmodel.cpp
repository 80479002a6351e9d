// SPDX-License-Identifier: MIT
#include "server/console/clients/requestsmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace DigitSum;

class TestRequestsModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheNewestRequestsOfOneClient();
};

void TestRequestsModel::keepsTheNewestRequestsOfOneClient()
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

QTEST_GUILESS_MAIN(TestRequestsModel)
#include "tst_requestsmodel.moc"
