// SPDX-License-Identifier: MIT
#include "server/console/clients/clientfiltermodel.h"
#include "server/console/clients/clientmodel.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace DigitSum;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;
constexpr qint64 start = 1'700'000'000'000;

ClientInfo client(ClientId id, quint64 requests = 0)
{
    ClientInfo info;
    info.id = id;
    info.address = QHostAddress(QStringLiteral("10.0.0.%1").arg(id));
    info.port = quint16(40'000 + id);
    info.since = start;
    info.lastActivity = start;
    info.requests = requests;
    return info;
}

Snapshot snapshot(const QList<ClientInfo> &changed, const QList<ClientId> &gone = {})
{
    Snapshot result;
    result.changed = changed;
    for (const ClientId id : gone)
        result.departures.append({client(id), CloseReason::SaidQuit, start});
    return result;
}

QList<ClientId> ids(const QAbstractItemModel &model)
{
    QList<ClientId> result;
    for (int row = 0; row < model.rowCount(); ++row)
        result.append(model.index(row, 0).data(ClientModel::IdRole).value<ClientId>());
    return result;
}

QString cell(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestClientModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newClientsAreAppendedInOrder();
    void onlyChangedRowsChange();
    void departedClientsAreRemoved();
    void clientsThatDepartBetweenSnapshotsGetNoRow();
    void ratesAreRequestsPerSecond();
    void idleClientsAgeOnceASecond();
    void states_data();
    void states();
    void peerTextIsEscaped();
    void sorts_data();
    void sorts();
    void selectionStaysWithItsClient();
    void manyClientsDepartAtOnce();
    void finds_data();
    void finds();
    void randomSnapshotsKeepTheModelConsistent();
};

void TestClientModel::newClientsAreAppendedInOrder()
{
    ClientModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.apply(snapshot({client(3), client(1), client(2)}), start);
    QCOMPARE(ids(model), (QList<ClientId>{1, 2, 3}));
    QCOMPARE(inserted.count(), 1);
    model.apply(snapshot({client(4)}), start);
    QCOMPARE(ids(model), (QList<ClientId>{1, 2, 3, 4}));
    QCOMPARE(cell(model, 3, ClientModel::AddressColumn), QStringLiteral("10.0.0.4"));
    QCOMPARE(cell(model, 3, ClientModel::PortColumn), QStringLiteral("40004"));
}

void TestClientModel::onlyChangedRowsChange()
{
    ClientModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.apply(snapshot({client(1), client(2), client(3), client(4)}), start);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.apply(snapshot({client(3, 7), client(2, 5)}), start + 10);
    QCOMPARE(changed.count(), 1); // one signal for consecutive rows
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 2);
    QCOMPARE(cell(model, 2, ClientModel::RequestsColumn), QStringLiteral("7"));
}

void TestClientModel::departedClientsAreRemoved()
{
    ClientModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.apply(snapshot({client(1), client(2), client(3), client(4), client(5)}), start);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.apply(snapshot({client(5, 1)}, {1, 3, 2}), start);
    QCOMPARE(ids(model), (QList<ClientId>{4, 5}));
    QCOMPARE(removed.count(), 1);
    QCOMPARE(model.rowOf(5), 1);
    QCOMPARE(model.rowOf(3), -1);
    QCOMPARE(cell(model, 1, ClientModel::RequestsColumn), QStringLiteral("1"));
}

void TestClientModel::clientsThatDepartBetweenSnapshotsGetNoRow()
{
    ClientModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.apply(snapshot({}, {7}), start);
    QCOMPARE(model.rowCount(), 0);
}

void TestClientModel::ratesAreRequestsPerSecond()
{
    ClientModel model;
    model.apply(snapshot({client(1, 10)}), start);
    QCOMPARE(cell(model, 0, ClientModel::RateColumn), QStringLiteral("0"));
    model.apply(snapshot({client(1, 60)}), start + 2000);
    QCOMPARE(cell(model, 0, ClientModel::RateColumn), QStringLiteral("25"));
    model.apply(snapshot({}), start + 3000);
    QCOMPARE(cell(model, 0, ClientModel::RateColumn), QStringLiteral("0"));
}

void TestClientModel::idleClientsAgeOnceASecond()
{
    ClientModel model;
    model.apply(snapshot({client(1)}), start);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.apply(snapshot({}), start + 500);
    QCOMPARE(changed.count(), 0);
    model.apply(snapshot({}), start + 3000);
    QVERIFY(changed.count() > 0);
    QCOMPARE(cell(model, 0, ClientModel::IdleColumn), QStringLiteral("3 s"));
}

void TestClientModel::states_data()
{
    using Activity = ClientInfo::Activity;
    QTest::addColumn<int>("activity");
    QTest::addColumn<int>("silence");
    QTest::addColumn<QString>("text");
    QTest::newRow("recent data") << int(Activity::Open) << 0 << QStringLiteral("Active");
    QTest::newRow("silent") << int(Activity::Open) << 6000 << QStringLiteral("Idle");
    QTest::newRow("backpressure") << int(Activity::Paused) << 6000 << QStringLiteral("Paused");
    QTest::newRow("leaving") << int(Activity::Closing) << 0 << QStringLiteral("Closing");
}

void TestClientModel::states()
{
    QFETCH(const int, activity);
    QFETCH(const int, silence);
    ClientInfo info = client(1);
    info.activity = ClientInfo::Activity(activity);
    ClientModel model;
    model.apply(snapshot({info}), start + silence);
    QTEST(cell(model, 0, ClientModel::StateColumn), "text");
    QVERIFY(!model.index(0, ClientModel::StateColumn).data(Qt::ToolTipRole).toString().isEmpty());
}

void TestClientModel::peerTextIsEscaped()
{
    ClientInfo info = client(1);
    info.lastRequest = "12\x1b[31m\t";
    ClientModel model;
    model.apply(snapshot({info}), start);
    QCOMPARE(cell(model, 0, ClientModel::LastRequestColumn), QStringLiteral("12\\u{1b}[31m\\t"));
    // Truncated within a character, as by the parser.
    info.lastRequest = QByteArray(45, '1') + "\xe0";
    model.apply(snapshot({info}), start);
    QCOMPARE(cell(model, 0, ClientModel::LastRequestColumn),
             QString(QString(45, u'1') + QChar(0x2026)));
}

void TestClientModel::sorts_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QList<ClientId>>("order");
    QTest::newRow("number") << int(ClientModel::NumberColumn) << QList<ClientId>{2, 9, 10};
    QTest::newRow("address, by value, not by text")
        << int(ClientModel::AddressColumn) << QList<ClientId>{2, 9, 10};
    QTest::newRow("requests, by value")
        << int(ClientModel::RequestsColumn) << QList<ClientId>{10, 2, 9};
    QTest::newRow("encryption") << int(ClientModel::EncryptionColumn) << QList<ClientId>{2, 9, 10};
    QTest::newRow("bytes in, ties by number")
        << int(ClientModel::BytesInColumn) << QList<ClientId>{2, 9, 10};
}

void TestClientModel::sorts()
{
    QFETCH(const int, column);
    ClientModel model;
    ClientFilterModel sorted(model);
    const QAbstractItemModelTester tester(&sorted, fatal);
    ClientInfo last = client(10, 5);
    last.isEncrypted = true;
    model.apply(snapshot({last, client(2, 30), client(9, 200)}), start);
    sorted.sort(column, Qt::AscendingOrder);
    QTEST(ids(sorted), "order");
}

void TestClientModel::selectionStaysWithItsClient()
{
    ClientModel model;
    ClientFilterModel sorted(model);
    const QAbstractItemModelTester tester(&sorted, fatal);
    model.apply(snapshot({client(1, 1), client(2, 2), client(3, 3)}), start);
    sorted.sort(ClientModel::RequestsColumn, Qt::DescendingOrder);
    QItemSelectionModel selection(&sorted);
    selection.select(sorted.index(1, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QCOMPARE(sorted.clientAt(selection.selectedRows().constFirst()), ClientId(2));

    model.apply(snapshot({client(2, 50), client(4, 7)}, {1}), start);
    sorted.refresh();
    QCOMPARE(ids(sorted), (QList<ClientId>{2, 4, 3}));
    QCOMPARE(selection.selectedRows().size(), 1);
    QCOMPARE(sorted.clientAt(selection.selectedRows().constFirst()), ClientId(2));
}

void TestClientModel::manyClientsDepartAtOnce()
{
    ClientModel model;
    ClientFilterModel sorted(model);
    const QAbstractItemModelTester tester(&model, fatal);
    const QAbstractItemModelTester sortedTester(&sorted, fatal);
    sorted.sort(ClientModel::RequestsColumn, Qt::DescendingOrder);
    Snapshot all;
    Snapshot leaving;
    for (ClientId id = 1; id <= 200; ++id) {
        all.changed.append(client(id, id % 7));
        if (id % 2 == 0)
            leaving.departures.append({client(id), CloseReason::Lost, start});
    }
    model.apply(all, start);
    QItemSelectionModel selection(&sorted);
    const auto select = [&](ClientId id) {
        selection.select(sorted.mapFromSource(model.index(model.rowOf(id), 0)),
                         QItemSelectionModel::Select | QItemSelectionModel::Rows);
    };
    select(101);
    select(102);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.apply(leaving, start);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(model.rowCount(), 100);
    QCOMPARE(sorted.rowCount(), 100);
    QCOMPARE(selection.selectedRows().size(), 1);
    QCOMPARE(sorted.clientAt(selection.selectedRows().constFirst()), ClientId(101));
    for (int row = 0; row < 100; ++row) {
        QCOMPARE(model.row(row).client.id, ClientId(row * 2 + 1)); // in order
        QCOMPARE(model.rowOf(ClientId(row * 2 + 1)), row);
    }
}

void TestClientModel::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<ClientId>>("found");
    QTest::newRow("no filter") << QString() << QList<ClientId>{1, 2, 13};
    QTest::newRow("by address and port") << QStringLiteral("10.0.0.2:40002") << QList<ClientId>{2};
    QTest::newRow("by request") << QStringLiteral("77") << QList<ClientId>{13};
    QTest::newRow("by name, any case") << QStringLiteral("PC-ONE") << QList<ClientId>{1};
    QTest::newRow("no match") << QStringLiteral("nobody") << QList<ClientId>{};
}

void TestClientModel::finds()
{
    QFETCH(const QString, text);
    ClientModel model;
    ClientFilterModel filtered(model);
    const QAbstractItemModelTester tester(&filtered, fatal);
    ClientInfo thirteen = client(13);
    thirteen.lastRequest = "5775";
    model.apply(snapshot({client(1), client(2), thirteen}), start);
    model.setHostName(QHostAddress(QStringLiteral("10.0.0.1")), QStringLiteral("pc-one"));
    filtered.setFindText(text);
    QTEST(ids(filtered), "found");
}

void TestClientModel::randomSnapshotsKeepTheModelConsistent()
{
    // Compares the model with a plain map.
    ClientModel model;
    ClientFilterModel sorted(model);
    const QAbstractItemModelTester tester(&model, fatal);
    const QAbstractItemModelTester sortedTester(&sorted, fatal);
    sorted.sort(ClientModel::RequestsColumn, Qt::DescendingOrder);
    QRandomGenerator random(42);
    QMap<ClientId, quint64> truth;
    ClientId next = 1;
    for (int round = 0; round < 200; ++round) {
        Snapshot news;
        for (auto it = truth.begin(); it != truth.end();) {
            if (random.bounded(5) == 0) {
                news.departures.append({client(it.key()), CloseReason::Lost, start});
                it = truth.erase(it);
                continue;
            }
            if (random.bounded(3) == 0)
                news.changed.append(client(it.key(), ++it.value()));
            ++it;
        }
        for (int i = random.bounded(6); i > 0; --i) {
            truth.insert(next, 0);
            news.changed.append(client(next++));
        }
        std::shuffle(news.changed.begin(), news.changed.end(), random);
        model.apply(news, start + round * 100);
        if (round % 5 == 0)
            sorted.refresh();
        QCOMPARE(model.rowCount(), int(truth.size()));
        QCOMPARE(sorted.rowCount(), int(truth.size()));
        for (auto it = truth.cbegin(); it != truth.cend(); ++it)
            QCOMPARE(model.row(model.rowOf(it.key())).client.requests, it.value());
    }
}

QTEST_GUILESS_MAIN(TestClientModel)
#include "tst_clientmodel.moc"
