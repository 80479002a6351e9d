// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "terminal-client/connectionreport.h"
#include "tests/support/mortalserver.h"

#include <QTest>

using namespace DigitSum;
using DigitSum::Testing::MortalServer;
using namespace std::chrono_literals;
using Life = MortalServer::Life;
using State = Session::State;

namespace {

struct Run
{
    explicit Run(const Session::Limits &limits)
        : session(limits)
    {
        QObject::connect(&report, &ConnectionReport::said, &session,
                         [this](const QString &line) { said += line; });
    }

    void open(const MortalServer &server)
    {
        session.open(QStringLiteral("127.0.0.1"), server.port());
    }

    Session session;
    ConnectionReport report{session};
    QStringList said;
};

const Session::Limits quick{.reconnect = {.first = 1ms, .longest = 5ms}};

} // namespace

class TestConnectionReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whyThereIsNoConnection();
    void nothingIfAllIsWell();
    void aFarewellThatNobodyAskedFor();
    void onceForEachOutage();
    void aRequestTooLongToBeAskedAgain();
    void notAnsweredInTime();
};

void TestConnectionReport::whyThereIsNoConnection()
{
    MortalServer server;
    server.stop();
    Run run({});
    run.open(server);
    QTRY_COMPARE(run.session.state(), State::Lost);
    QCOMPARE(run.said, QStringList{explain(run.session.error()).sentence()});
}

void TestConnectionReport::nothingIfAllIsWell()
{
    MortalServer server;
    Run run({});
    run.open(server);
    QTRY_COMPARE(run.session.state(), State::Connected);
    run.session.ask("12");
    run.session.close();
    QTRY_COMPARE(run.session.state(), State::Disconnected);
    QCOMPARE(run.said, QStringList());
}

void TestConnectionReport::aFarewellThatNobodyAskedFor()
{
    MortalServer server(
        QList<Life>{{.answers = 1, .lastWords = Words::farewell.toByteArray() + "\r\n"}});
    Run run({});
    run.open(server);
    QTRY_COMPARE(run.session.state(), State::Connected);
    run.session.ask("12");
    QTRY_COMPARE(run.session.state(), State::Disconnected);
    QCOMPARE(run.said.size(), 1);
    const QString what = QStringLiteral("The server at 127.0.0.1:%1 ended the conversation.");
    QVERIFY2(run.said[0].startsWith(what.arg(server.port())), qPrintable(run.said[0]));
}

void TestConnectionReport::onceForEachOutage()
{
    const Life stillborn{.answers = 0, .greeting = {}};
    MortalServer server(QList<Life>{{.answers = 1}, stillborn, stillborn, {.answers = 1}});
    Run run(quick);
    run.session.setReconnecting(Reconnect::AfterLoss);
    run.open(server);
    QTRY_COMPARE(run.session.state(), State::Connected);
    for (const char *request : {"1", "2", "3"})
        run.session.ask(request);
    QTRY_COMPARE(run.session.waiting(), 0);
    QTRY_COMPARE(run.said.size(), 4);
    const QString lost =
        QStringLiteral("The connection to 127.0.0.1:%1 was lost. Trying again.").arg(server.port());
    const QString back = QStringLiteral("Connected again.");
    QCOMPARE(run.said, (QStringList{lost, back, lost, back}));
}

void TestConnectionReport::aRequestTooLongToBeAskedAgain()
{
    MortalServer server(QList<Life>{{.answers = 1}});
    Run run(quick);
    run.session.setReconnecting(Reconnect::AfterLoss);
    run.open(server);
    QTRY_COMPARE(run.session.state(), State::Connected);
    run.session.ask("1");
    run.session.append(QByteArray(3000, '1'));
    run.session.finish();
    run.session.append(QByteArray(3000, '1'));
    run.session.finish();
    QTRY_COMPARE(run.said.size(), 3);
    QVERIFY(run.said[0].startsWith(QStringLiteral("A request was lost with the connection")));
    QVERIFY(run.said[1].endsWith(QStringLiteral("Trying again.")));
    QCOMPARE(run.said[2], QStringLiteral("Connected again."));
}

void TestConnectionReport::notAnsweredInTime()
{
    QTcpServer server; // only greets
    server.listen(QHostAddress::LocalHost, 0);
    connect(&server, &QTcpServer::newConnection, &server,
            [&] { server.nextPendingConnection()->write("Welcome to the server\r\n"); });
    Run run({.farewell = 50ms});
    run.session.open(QStringLiteral("127.0.0.1"), server.serverPort());
    QTRY_COMPARE(run.session.state(), State::Connected);
    run.session.ask("1");
    run.session.ask("2");
    run.session.close();
    QTRY_COMPARE(run.session.state(), State::Lost);
    QCOMPARE(run.said.size(), 1);
    QVERIFY(run.said[0].contains(QStringLiteral("stopped answering")));
}

QTEST_GUILESS_MAIN(TestConnectionReport)
#include "tst_connectionreport.moc"
