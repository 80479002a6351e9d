// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"
#include "common/widgets/statechip.h"
#include "gui-client/connection/localserver.h"
#include "tests/gui-client/windowtest.h"

using namespace DigitSum;
using namespace DigitSum::Gui;
using State = Session::State;

/// "Start a server here", which the client offers if no local server answers. A script takes the
/// place of the server's console.
class TestLocalServer : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        freshWindow();
        m_server->stopListening();
    }
    void cleanup() { closeAll(); }

    void helpsAgainstWhat_data();
    void helpsAgainstWhat();
    void notOfferedWhereNoneIsInstalled();
    void startsOneAndConnectsOnceItListens();
    void tellsThatItCannotRun();
    void tellsThatItNeverListens();
    void anotherProgramHasThePort();
    void waitingCanBeStopped_data();
    void waitingCanBeStopped();

private:
    void install(const QByteArray &script)
    {
        QFile file(m_folder->filePath(QStringLiteral("digitsum-server")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(script), script.size());
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    }
    void installRecorder() { install("#!/bin/sh\necho \"$@\" >\"${0%/*}/started\"\n"); }
    QByteArray startedWith()
    {
        QFile file(m_folder->filePath(QStringLiteral("started")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void findNoServer()
    {
        enterServer(m_server->port());
        click("connectButton");
        QTRY_COMPARE(state(), State::Lost);
    }
    void startOne()
    {
        findNoServer();
        QCOMPARE(find<QPushButton>("messageSecondAction")->text(),
                 QStringLiteral("Start a server here"));
        click("messageSecondAction");
    }
    QString title() { return find<MessageBar>("messageBar")->title(); }
    QString text() { return find<MessageBar>("messageBar")->text(); }
};

void TestLocalServer::helpsAgainstWhat_data()
{
    using Kind = SessionError::Kind;
    QTest::addColumn<QString>("host");
    QTest::addColumn<SessionError::Kind>("kind");
    QTest::addColumn<bool>("helps");
    const auto row = [](const char *name, const char *host, Kind kind, bool helps) {
        QTest::newRow(name) << QString::fromLatin1(host) << kind << helps;
    };
    row("this computer", "127.0.0.1", Kind::Refused, true);
    row("this computer, IPv6", "::1", Kind::Refused, true);
    row("this computer by name", "LocalHost", Kind::Refused, true);
    row("another computer", "192.0.2.1", Kind::Refused, false);
    row("another computer by name", "localhost.example.org", Kind::Refused, false);
    row("a server that is full", "127.0.0.1", Kind::Full, false);
    row("another program", "127.0.0.1", Kind::Foreign, false);
    row("a connection that broke", "127.0.0.1", Kind::Lost, false);
}

void TestLocalServer::helpsAgainstWhat()
{
    QFETCH(const QString, host);
    QFETCH(const SessionError::Kind, kind);
    const LocalServer server(m_setup.localServer);
    const SessionError error{kind, host, 9990, {}};
    QVERIFY(!server.mayHelp(error)); // not installed
    installRecorder();
    QTEST(server.mayHelp(error), "helps");
}

void TestLocalServer::notOfferedWhereNoneIsInstalled()
{
    findNoServer();
    QVERIFY(find<QPushButton>("messageAction")->isVisible());
    QVERIFY(!find<QPushButton>("messageSecondAction")->isVisible());
}

void TestLocalServer::startsOneAndConnectsOnceItListens()
{
    installRecorder();
    startOne();
    QCOMPARE(title(), QStringLiteral("Starting a server on this computer…"));
    const QByteArray wanted = "--start --port " + QByteArray::number(m_server->port()) + "\n";
    QTRY_COMPARE(startedWith(), wanted);
    QTRY_COMPARE(state(), State::Lost); // it does not listen yet
    QCOMPARE(title(), QStringLiteral("Starting a server on this computer…"));
    m_server->listenAgain(); // now it does
    QTRY_COMPARE(state(), State::Connected);
    QVERIFY(!find<MessageBar>("messageBar")->isVisible());
    QVERIFY(find<QLineEdit>("digitField")->hasFocus());

    m_server->closeConnection();
    QTRY_COMPARE(state(), State::Lost); // long after the start, this is an ordinary error
    QVERIFY2(title().contains(QStringLiteral("was lost")), qPrintable(title()));
}

void TestLocalServer::tellsThatItCannotRun()
{
    install("#!/no/such/shell\n");
    startOne();
    QCOMPARE(title(), QStringLiteral("The server did not start."));
    QVERIFY2(text().contains(m_folder->filePath(QStringLiteral("digitsum-server"))),
             qPrintable(text()));
    QCOMPARE(state(), State::Lost);
}

void TestLocalServer::tellsThatItNeverListens()
{
    install("#!/bin/sh\nexit 1\n");
    startOne();
    QTRY_VERIFY2(title().contains(QStringLiteral("refused")), qPrintable(title()));
    QVERIFY2(text().contains(QStringLiteral("does not listen")), qPrintable(text()));
    QVERIFY(find<QPushButton>("messageSecondAction")->isVisible());
    findNoServer(); // later errors are reported as usual
    QVERIFY2(text().contains(QStringLiteral("no program listens")), qPrintable(text()));
}

void TestLocalServer::anotherProgramHasThePort()
{
    installRecorder();
    startOne();
    m_server->setGreeting("220 mail.example.org ESMTP\r\n");
    m_server->listenAgain();
    QTRY_VERIFY2(title().contains(QStringLiteral("Another program answered")), qPrintable(title()));
    QVERIFY(text().contains(QStringLiteral("ESMTP")));
}

void TestLocalServer::waitingCanBeStopped_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("by click") << false;
    QTest::newRow("by Esc") << true;
}

void TestLocalServer::waitingCanBeStopped()
{
    QFETCH(const bool, byKey);
    installRecorder();
    startOne();
    if (byKey)
        QTest::keyClick(m_window, Qt::Key_Escape);
    else
        click("messageAction");
    QTRY_COMPARE(state(), State::Disconnected);
    QVERIFY(!find<MessageBar>("messageBar")->isVisible());
}

QTEST_MAIN(TestLocalServer)
#include "tst_localserver.moc"
