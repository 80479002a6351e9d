// SPDX-License-Identifier: MIT
#include "tests/server/console/consolefixture.h"
#include "tests/support/loopmeter.h"

#include <QElapsedTimer>
#include <QThread>

#include <atomic>

using namespace DigitSum;

namespace {

/// Many clients in a thread of their own. Each sends the next request when it receives a reply.
class Crowd final : public QObject
{
    Q_OBJECT

public:
    Crowd(quint16 port, int size)
        : m_port(port)
        , m_size(size)
    {
        moveToThread(&m_thread);
        connect(
            &m_thread, &QThread::finished, this, [this] { m_sockets.clear(); },
            Qt::DirectConnection);
        m_thread.start();
        QMetaObject::invokeMethod(this, &Crowd::connectAll);
    }
    ~Crowd() override
    {
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Crowd)

    [[nodiscard]] quint64 answers() const { return m_answers.load(std::memory_order_relaxed); }
    void leave()
    {
        QMetaObject::invokeMethod(this, [this] {
            for (const auto &socket : m_sockets)
                socket->disconnectFromHost();
        });
    }

private:
    void connectAll()
    {
        for (int i = 0; i < m_size; ++i) {
            auto socket = std::make_unique<QTcpSocket>();
            connect(socket.get(), &QTcpSocket::readyRead, this, [this, s = socket.get()] {
                m_answers.fetch_add(quint64(s->readAll().count('\n')), std::memory_order_relaxed);
                s->write("12345\n");
            });
            socket->connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
            m_sockets.push_back(std::move(socket));
        }
    }

    const quint16 m_port;
    const int m_size;
    std::atomic<quint64> m_answers = 0;
    std::vector<std::unique_ptr<QTcpSocket>> m_sockets;
    QThread m_thread;
};

/// Returns the number of clients: DIGITSUM_STORM_CLIENTS, by default 1000.
int clientCount()
{
    const int count = qEnvironmentVariableIntValue("DIGITSUM_STORM_CLIENTS");
    return count > 0 ? count : 1000;
}

} // namespace

class TestConsoleStorm final : public ConsoleFixture
{
    Q_OBJECT

private Q_SLOTS:
    void aThousandBusyClients();
};

/// The window shows a thousand busy clients, sorted by a column that changes all the time, without
/// blocking its event loop noticeably.
void TestConsoleStorm::aThousandBusyClients()
{
    QSettings().clear();
    open(quickOptions(), Models::Untested);
    start();
    auto *table = find<QTableView>("clients");
    table->sortByColumn(ClientModel::RequestsColumn, Qt::DescendingOrder);
    Testing::LoopMeter meter;
    meter.start();
    Crowd crowd(port(), clientCount());
    QTRY_COMPARE_WITH_TIMEOUT(clients()->rowCount(), clientCount(), 60'000);
    table->selectRow(3);
    const auto chosen = clients()->index(table->currentIndex().row(), 0).data(ClientModel::IdRole);

    const quint64 before = crowd.answers();
    QElapsedTimer clock;
    clock.start();
    QTRY_VERIFY_WITH_TIMEOUT(crowd.answers() > before + 100'000, 60'000);
    qInfo("%llu answers a second", (crowd.answers() - before) * 1000 / quint64(clock.elapsed()));
    QCOMPARE(table->selectionModel()->selectedRows().size(), 1);
    QCOMPARE(table->selectionModel()->selectedRows().constFirst().data(ClientModel::IdRole),
             chosen);
    crowd.leave();
    QTRY_COMPARE_WITH_TIMEOUT(clients()->rowCount(), 0, 60'000);
    QTRY_COMPARE(find<QLabel>("totalClients")->text(), QStringLiteral("0"));
    qInfo("longest gap of the event loop: %.0f ms, its own %.0f ms", meter.longest(),
          meter.longestOfItsOwn());
    // Other processes may delay the loop, so only its own time has a tight limit.
    QVERIFY2(meter.longestOfItsOwn() < 100, qPrintable(QString::number(meter.longestOfItsOwn())));
    QVERIFY2(meter.longest() < 500, qPrintable(QString::number(meter.longest())));
    close();
}

QTEST_MAIN(TestConsoleStorm)
#include "tst_consolestorm.moc"
