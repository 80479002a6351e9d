// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"
#include "common/widgets/statechip.h"
#include "gui-client/connection/serversdialog.h"
#include "gui-client/history/historymodel.h"
#include "tests/gui-client/windowtest.h"
#include "tests/support/tlspeer.h"

#include <QAction>
#include <QCheckBox>
#include <QFileDialog>
#include <QTableView>
#include <QTableWidget>

using namespace DigitSum;
using namespace DigitSum::Gui;
using namespace DigitSum::Testing;
using State = Session::State;
using Mode = TlsOptions::Mode;

/// TLS in the window: the server's identity is verified and shown. Connecting unverified is the
/// user's choice and marked as a warning.
class TestMainWindowTls : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { freshWindow(); }
    void cleanup()
    {
        m_peer.reset();
        closeAll();
    }

    void plainIsSaidToBeReadable();
    void unknownAuthorityIsChosen();
    void unverifiedIsAChoiceAndSeen();
    void theChoiceHoldsForOneServerOnly();
    void whatWasChosenIsRemembered();
    void explains_data();
    void explains();
    void fileWithoutAuthorityAsksForAnother();
    void tlsIsOfferedWhereItIsExpected();
    void namedServersSayHowTheyAreTalkedTo();
    void dialogWarnsOfWhatIsNotVerified();

private:
    void enterPeer(const QString &certificate = QStringLiteral("server"))
    {
        m_peer = std::make_unique<TlsPeer>(certificate);
        enterServer(m_peer->serverPort());
        click("tlsBox");
    }
    void connectAndFail()
    {
        click("connectButton");
        QTRY_COMPARE(state(), State::Lost);
    }
    /// Selects a file in the dialog opened by the first button of the message bar.
    void chooseFile(const QString &name)
    {
        auto *dialog = find<QFileDialog>("authorityDialog");
        QVERIFY(dialog->isVisible());
        Q_EMIT dialog->fileSelected(tlsFile(name));
        dialog->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    QString button(const char *name)
    {
        const auto *found = find<QPushButton>(name);
        return found->isVisible() ? found->text() : QString();
    }
    QString title() { return find<MessageBar>("messageBar")->title(); }
    StateChip *chip() { return find<StateChip>("stateChip"); }
    const TlsOptions &tls() { return m_window->conversation().session().tls(); }

    std::unique_ptr<TlsPeer> m_peer;
};

void TestMainWindowTls::plainIsSaidToBeReadable()
{
    const auto *box = find<QCheckBox>("tlsBox");
    QVERIFY(!box->isChecked());
    QVERIFY(box->toolTip().contains(QStringLiteral("can read")));
    connectWindow();
    QCOMPARE(chip()->word(), QStringLiteral("Connected"));
    QVERIFY(!box->isEnabled()); // while connected
    QCOMPARE(tls().mode, Mode::Off);
}

void TestMainWindowTls::unknownAuthorityIsChosen()
{
    enterPeer();
    connectAndFail();
    QVERIFY2(title().contains(QStringLiteral("cannot be verified")), qPrintable(title()));
    QCOMPARE(button("messageAction"), QStringLiteral("Choose &authority file…"));
    click("messageAction");
    chooseFile(QStringLiteral("ca.pem"));
    QTRY_COMPARE(state(), State::Connected);
    QCOMPARE(chip()->word(), QStringLiteral("Connected, encrypted"));
    QVERIFY2(chip()->detail().contains(QStringLiteral("verified as 127.0.0.1")),
             qPrintable(chip()->detail()));
    QCOMPARE(chip()->accessibleName(), QString(chip()->word() + u' ' + chip()->detail()));
    QVERIFY(find<QCheckBox>("tlsBox")->toolTip().contains(QStringLiteral("ca.pem")));

    type("digitField", QStringLiteral("12345"));
    QTest::keyClick(find<QLineEdit>("digitField"), Qt::Key_Return);
    const auto *view = find<QTableView>("historyView");
    QTRY_COMPARE(view->model()->index(0, HistoryModel::ReplyColumn).data().toString(),
                 QStringLiteral("5")); // the peer counts bytes
}

void TestMainWindowTls::unverifiedIsAChoiceAndSeen()
{
    enterPeer(QStringLiteral("selfsigned"));
    connectAndFail();
    QCOMPARE(button("messageSecondAction"), QStringLiteral("Connect &unverified"));
    click("messageSecondAction");
    QTRY_COMPARE(state(), State::Connected);
    QCOMPARE(chip()->word(), QStringLiteral("Connected, not verified"));
    QVERIFY(chip()->detail().contains(QStringLiteral("identity not verified")));
    QCOMPARE(chip()->color(), SemanticColor::Warning);

    click("connectButton"); // disconnects
    QTRY_COMPARE(state(), State::Disconnected);
    connectAndFail(); // verified again
    QCOMPARE(button("messageSecondAction"), QStringLiteral("Connect &unverified"));
}

void TestMainWindowTls::theChoiceHoldsForOneServerOnly()
{
    enterPeer(QStringLiteral("selfsigned"));
    connectAndFail();
    click("messageSecondAction");
    QTRY_COMPARE(state(), State::Connected);
    click("connectButton");
    QTRY_COMPARE(state(), State::Disconnected);

    const std::unique_ptr<TlsPeer> first = std::move(m_peer);
    m_peer = std::make_unique<TlsPeer>(QStringLiteral("selfsigned"));
    enterServer(m_peer->serverPort());
    connectAndFail();
    QCOMPARE(tls().mode, Mode::Verified);
}

void TestMainWindowTls::whatWasChosenIsRemembered()
{
    enterPeer();
    connectAndFail();
    click("messageAction");
    chooseFile(QStringLiteral("ca.pem"));
    QTRY_COMPARE(state(), State::Connected);
    quitProgram();
    openWindow();
    QVERIFY(find<QCheckBox>("tlsBox")->isChecked());
    QVERIFY(find<QComboBox>("hostField")->itemText(0).endsWith(QStringLiteral(", TLS")));
    click("connectButton");
    QTRY_COMPARE(state(), State::Connected);
    QCOMPARE(tls(), (TlsOptions{Mode::Verified, tlsFile(QStringLiteral("ca.pem"))}));

    // But it does not remember to skip verification.
    m_app->context().addRecentServer({{QStringLiteral("a"), 1}, {Mode::Unverified, {}}});
    QCOMPARE(m_app->context().settings().recent().first().tls.mode, Mode::Verified);
}

void TestMainWindowTls::explains_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("nextStep");
    const auto row = [](const char *certificate, const char *what, const char *nextStep) {
        QTest::newRow(certificate) << QString::fromLatin1(certificate) << QString::fromLatin1(what)
                                   << QString::fromLatin1(nextStep);
    };
    row("othername", "is for another server", "Connect by a name that is in the certificate");
    row("expired", "expired on", "Check the clock");
    row("notyet", "is not valid before", "Check the clock");
}

void TestMainWindowTls::explains()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, what);
    QFETCH(const QString, nextStep);
    enterPeer(certificate);
    const Server server{{QStringLiteral("127.0.0.1"), m_peer->serverPort()},
                        {Mode::Verified, tlsFile(QStringLiteral("ca.pem"))}};
    m_window->setServer(server);
    connectAndFail();
    QVERIFY2(title().contains(what), qPrintable(title()));
    const QString text = find<MessageBar>("messageBar")->text();
    QVERIFY2(text.contains(nextStep), qPrintable(text));
    QCOMPARE(button("messageAction"), QStringLiteral("Retr&y"));
    QCOMPARE(button("messageSecondAction"), QStringLiteral("Connect &unverified"));
}

void TestMainWindowTls::fileWithoutAuthorityAsksForAnother()
{
    enterPeer();
    connectAndFail();
    click("messageAction");
    chooseFile(QStringLiteral("server.key"));
    QTRY_VERIFY2(title().contains(QStringLiteral("contains no certificate")), qPrintable(title()));
    QCOMPARE(state(), State::Lost);
    QCOMPARE(button("messageAction"), QStringLiteral("Choose &authority file…"));
    QCOMPARE(button("messageSecondAction"), QString());
}

void TestMainWindowTls::tlsIsOfferedWhereItIsExpected()
{
    enterPeer();
    click("tlsBox"); // off
    m_setup.limits.connect = std::chrono::seconds(5);
    click("connectButton");
    QTRY_VERIFY(state() == State::Lost);
    if (m_window->conversation().session().error().kind == SessionError::Kind::TlsExpected) {
        QCOMPARE(button("messageAction"), QStringLiteral("Use TLS"));
        click("messageAction");
        QTRY_VERIFY2(title().contains(QStringLiteral("cannot be verified")), qPrintable(title()));
        QVERIFY(find<QCheckBox>("tlsBox")->isChecked());
    } else {
        // The server waits for a handshake, and the client for a greeting.
        const QString text = find<MessageBar>("messageBar")->text();
        QVERIFY2(text.contains(QStringLiteral("whether the server expects TLS")), qPrintable(text));
    }
}

void TestMainWindowTls::namedServersSayHowTheyAreTalkedTo()
{
    enterPeer();
    find<QAction>("manageServers")->trigger();
    auto *dialog = find<ServersDialog>("serversDialog");
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("addServer")),
                      Qt::LeftButton);
    auto *table = dialog->findChild<QTableWidget *>(QStringLiteral("serversTable"));
    QCOMPARE(table->item(0, 3)->checkState(), Qt::Checked); // as in the window
    table->item(0, 0)->setText(QStringLiteral("Lab"));
    table->setCurrentCell(0, 0);
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("chooseAuthority")),
                      Qt::LeftButton);
    chooseFile(QStringLiteral("ca.pem"));
    QCOMPARE(table->item(0, 5)->text(), tlsFile(QStringLiteral("ca.pem")));
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("acceptServers")),
                      Qt::LeftButton);

    const QString address = QStringLiteral("127.0.0.1:%1").arg(m_peer->serverPort());
    QCOMPARE(find<QComboBox>("hostField")->itemText(0),
             QString(QStringLiteral("Lab (") + address + QStringLiteral(", TLS)")));
    click("connectButton");
    QTRY_COMPARE(state(), State::Connected);
    QCOMPARE(chip()->word(), QStringLiteral("Connected, encrypted"));
}

void TestMainWindowTls::dialogWarnsOfWhatIsNotVerified()
{
    ServersDialog dialog({{QStringLiteral("Lab"), {{QStringLiteral("a"), 1}, {}}}}, {});
    auto *table = dialog.findChild<QTableWidget *>(QStringLiteral("serversTable"));
    auto *accept = dialog.findChild<QPushButton *>(QStringLiteral("acceptServers"));
    table->item(0, 3)->setCheckState(Qt::Checked);
    QCOMPARE(dialog.servers().first().server.tls.mode, Mode::Verified);
    QVERIFY(table->item(0, 4)->text().isEmpty());
    table->item(0, 4)->setCheckState(Qt::Unchecked);
    QCOMPARE(dialog.servers().first().server.tls.mode, Mode::Unverified);
    QCOMPARE(table->item(0, 4)->text(), QStringLiteral("Not verified"));
    QVERIFY(table->item(0, 4)->toolTip().contains(QStringLiteral("identity is not verified")));
    table->item(0, 5)->setText(QStringLiteral("/no/such/file.pem"));
    QVERIFY(!accept->isEnabled());
    table->item(0, 5)->setText(tlsFile(QStringLiteral("ca.pem")));
    QVERIFY(accept->isEnabled());
}

QTEST_MAIN(TestMainWindowTls)
#include "tst_mainwindowtls.moc"
