// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "common/session/session.h"
#include "common/widgets/messagebar.h"
#include "common/widgets/statechip.h"
#include "gui-client/history/historymodel.h"
#include "server/service/service.h"
#include "tests/gui-client/windowtest.h"

#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTableView>

using namespace DigitSum;
using namespace DigitSum::Gui;
using namespace std::chrono_literals;
using State = Session::State;
using Outcome = Exchange::Outcome;
using Kind = SessionError::Kind;
using ServerFraming = RequestParser::Framing;

/// Client and server in one process.
class TestClientAndServer : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void manyRequests();
    void oneLongRequest();
    void rawServer();
    void serverIsFull();
    void serverStops();
    void operatorDisconnects();
    void operatorResets();
    void serverSeesTheSession();

    void windowSendsRequests();
    void windowSurvivesARestart();

private:
    void start(ServiceOptions options = {});
    void open(Session &session);
    Snapshot snapshot();
    [[nodiscard]] quint16 port() const { return m_service->endpoints().first().port; }
    void send(const QString &text)
    {
        type("digitField", text);
        QTest::keyClick(find<QLineEdit>("digitField"), Qt::Key_Return);
    }

    std::unique_ptr<Service> m_service;
    std::unique_ptr<Session> m_session;
    QList<Exchange> m_answers;
    QList<Departure> m_departures;
};

void TestClientAndServer::init()
{
    m_service = std::make_unique<Service>();
    m_session = std::make_unique<Session>();
    m_answers.clear();
    m_departures.clear();
    connect(m_session.get(), &Session::answered, this,
            [this](const QList<Exchange> &answers) { m_answers += answers; });
}

void TestClientAndServer::cleanup()
{
    closeAll();
    m_session.reset();
    m_service.reset();
}

void TestClientAndServer::start(ServiceOptions options)
{
    options.addresses = {QHostAddress(QHostAddress::LocalHost)};
    if (options.port == Words::defaultPort)
        options.port = 0;
    options.threads = 2;
    m_service->start(options);
    QTRY_COMPARE(m_service->state(), Service::State::Listening);
    snapshot(); // the service records departures only after the first snapshot
}

void TestClientAndServer::open(Session &session)
{
    session.open(QStringLiteral("127.0.0.1"), port());
}

Snapshot TestClientAndServer::snapshot()
{
    QSignalSpy taken(m_service.get(), &Service::snapshotTaken);
    m_service->takeSnapshot();
    if (!QTest::qWaitFor([&] { return !taken.isEmpty(); }))
        return {};
    auto snapshot = taken.first().first().value<Snapshot>();
    m_departures += snapshot.departures;
    return snapshot;
}

void TestClientAndServer::manyRequests()
{
    constexpr int requests = 100'000;
    start();
    int asked = 0;
    const auto askOn = [&] {
        while (asked < requests && m_session->wantsMore())
            m_session->ask(QByteArray::number(asked++));
    };
    connect(m_session.get(), &Session::stateChanged, m_session.get(), askOn);
    connect(m_session.get(), &Session::readyForMore, m_session.get(), askOn);
    open(*m_session);
    QTRY_COMPARE_WITH_TIMEOUT(m_answers.size(), requests, 30'000);
    for (int i = 0; i < requests; ++i) {
        quint64 sum = 0;
        for (int rest = i; rest > 0; rest /= 10)
            sum += static_cast<quint64>(rest % 10);
        QCOMPARE(m_answers[i].request, QByteArray::number(i));
        QCOMPARE(m_answers[i].sum, sum);
    }
    QCOMPARE(snapshot().totals.requests, static_cast<quint64>(requests));
}

void TestClientAndServer::oneLongRequest()
{
    start();
    open(*m_session);
    QTRY_COMPARE(m_session->state(), State::Connected);
    for (int i = 0; i < 100; ++i) {
        QVERIFY(m_session->append(QByteArray(100'000, '7')));
        QTRY_VERIFY(m_session->wantsMore());
    }
    m_session->finish();
    QTRY_COMPARE(m_answers.size(), 1);
    QCOMPARE(m_answers.first().sum, 70'000'000u);
    QCOMPARE(m_answers.first().requestBytes, 10'000'000);
}

void TestClientAndServer::rawServer()
{
    ServiceOptions options;
    options.framing = ServerFraming::Raw;
    start(options);
    open(*m_session);
    QTRY_COMPARE(m_session->state(), State::Connected);
    QCOMPARE(m_session->framing(), Session::Framing::Raw);
    m_session->ask("12345");
    m_session->ask("12a45");
    m_session->ask(QByteArray(5000, '9'));
    m_session->ask(QByteArray("৩").repeated(2000));
    m_session->close();
    QTRY_COMPARE(m_session->state(), State::Disconnected);
    QCOMPARE(m_answers.size(), 4);
    QCOMPARE(m_answers[0].sum, 15u);
    QCOMPARE(m_answers[1].outcome, Outcome::Refused);
    QCOMPARE(m_answers[2].sum, 45'000u);
    QCOMPARE(m_answers[3].sum, 6'000u);
}

void TestClientAndServer::serverIsFull()
{
    ServiceOptions options;
    options.maxClients = 1;
    start(options);
    open(*m_session);
    QTRY_COMPARE(m_session->state(), State::Connected);
    Session second;
    open(second);
    QTRY_COMPARE(second.state(), State::Lost);
    QCOMPARE(second.error().kind, Kind::Full);
}

void TestClientAndServer::serverStops()
{
    start();
    open(*m_session);
    QTRY_COMPARE(m_session->state(), State::Connected);
    m_session->ask("12345");
    QTRY_COMPARE(m_answers.size(), 1);
    m_service->stop();
    QTRY_COMPARE(m_session->state(), State::Lost);
    QCOMPARE(m_session->error().kind, Kind::ShuttingDown);
    QTRY_COMPARE(m_service->state(), Service::State::Stopped);
}

void TestClientAndServer::operatorDisconnects()
{
    start();
    open(*m_session);
    QSignalSpy farewell(m_session.get(), &Session::saidFarewell);
    QTRY_COMPARE(m_session->state(), State::Connected);
    m_service->disconnectClient(1);
    QTRY_COMPARE(m_session->state(), State::Disconnected);
    QCOMPARE(farewell.size(), 1);
}

void TestClientAndServer::operatorResets()
{
    start();
    open(*m_session);
    QTRY_COMPARE(m_session->state(), State::Connected);
    m_service->resetClient(1);
    QTRY_COMPARE(m_session->state(), State::Lost);
    QCOMPARE(m_session->error().kind, Kind::Lost);
}

void TestClientAndServer::serverSeesTheSession()
{
    start();
    open(*m_session);
    QTRY_COMPARE(m_session->state(), State::Connected);
    m_session->ask("12345");
    m_session->ask("12a45");
    QTRY_COMPARE(m_answers.size(), 2);
    const Snapshot seen = snapshot();
    QCOMPARE(seen.changed.size(), 1);
    QCOMPARE(seen.changed.first().framing, ServerFraming::Line);
    QCOMPARE(seen.changed.first().requests, 2u); // without the empty line that selects the framing
    QCOMPARE(seen.changed.first().refused, 1u);
    QCOMPARE(seen.changed.first().lastRequest, QByteArray("12a45"));
    m_session->close();
    QTRY_COMPARE(m_session->state(), State::Disconnected);
    QTRY_VERIFY((snapshot(), m_departures.size() == 1));
    QCOMPARE(m_departures.first().reason, CloseReason::SaidQuit);
}

void TestClientAndServer::windowSendsRequests()
{
    start();
    freshWindow();
    enterServer(port());
    click("connectButton");
    QTRY_COMPARE(find<StateChip>("stateChip")->word(), QStringLiteral("Connected"));
    send(QStringLiteral("12345"));
    auto *result = find<QLineEdit>("resultField");
    QTRY_COMPARE(result->text(), QStringLiteral("The digit sum of 12345 is 15"));
    send(QStringLiteral("12a45"));
    QTRY_COMPARE(result->text(), QStringLiteral("12a45 is not a string of digits"));

    const Snapshot seen = snapshot();
    QCOMPARE(seen.changed.size(), 1);
    QCOMPARE(seen.changed.first().address, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(seen.changed.first().requests, 2u);
    QCOMPARE(seen.changed.first().refused, 1u);
    QCOMPARE(seen.changed.first().lastRequest, QByteArray("12a45"));

    QCOMPARE(find<QPushButton>("connectButton")->text(), QStringLiteral("&Disconnect"));
    click("connectButton");
    QTRY_COMPARE(find<StateChip>("stateChip")->word(), QStringLiteral("Disconnected"));
    QVERIFY(find<MessageBar>("messageBar")->title().contains(QStringLiteral("See You soon")));
    QTRY_VERIFY((snapshot(), m_departures.size() == 1));
    QCOMPARE(m_departures.first().reason, CloseReason::SaidQuit);
    QCOMPARE(snapshot().totals.clients, 0u);
}

void TestClientAndServer::windowSurvivesARestart()
{
    start();
    freshWindow();
    enterServer(port());
    click("connectButton");
    QTRY_COMPARE(state(), State::Connected);
    ServiceOptions again;
    again.port = port();
    m_service->stop();
    QTRY_COMPARE(state(), State::Lost);
    QVERIFY(find<MessageBar>("messageBar")->title().contains(QStringLiteral("shutting down")));
    QTRY_COMPARE(m_service->state(), Service::State::Stopped);
    start(again);
    click("messageAction"); // Retry
    QTRY_COMPARE(state(), State::Connected);
    send(QStringLiteral("777"));
    QTRY_COMPARE(find<QLineEdit>("resultField")->text(),
                 QStringLiteral("The digit sum of 777 is 21"));
}

int main(int argc, char *argv[])
{
    QLoggingCategory::setFilterRules(QStringLiteral("digitsum.service.info=false"));
    QApplication app(argc, argv);
    TestClientAndServer test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_clientandserver.moc"
