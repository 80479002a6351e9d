// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"
#include "server/console/listen/consoleoptions.h"
#include "server/console/totals/totalspanel.h"
#include "tests/server/console/consolefixture.h"
#include "tests/support/markupaudit.h"

using namespace DigitSum;

/// Texts from outside, wherever the window shows them: from clients, the network, a file's name.
class TestConsoleTexts final : public ConsoleFixture
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { close(); }

    void markupOfClientsIsNeverInterpreted();
    void markupOfFilesIsNeverInterpreted();
    void longWordsNeverWidenTheWindow();
    void longListenAddressNeverWidensTheWindow();
    void largeTotalsNeverWidenTheWindow();

private:
    /// Shows \a text as a request, a host's name and an event.
    void showFromClient(const QString &text);

    std::unique_ptr<TestClient> m_client;
};

void TestConsoleTexts::showFromClient(const QString &text)
{
    QSettings().clear();
    open(quickOptions(), Models::Untested);
    start();
    m_client = connectClient();
    find<QTableView>("clients")->selectRow(0);
    click("clientDetails");
    auto *requests = find<QTableView>("requests")->model();
    const auto isRecorded = [&] {
        m_client->send(QByteArray(text.toUtf8() + '\n')); // again, until recording has begun
        return requests->rowCount() > 0;
    };
    QTRY_VERIFY(isRecorded());
    m_window->monitor().clients().setHostName(QHostAddress(QHostAddress::LocalHost), text);
    find<QTableView>("clients")->showColumn(ClientModel::HostNameColumn);
    m_window->monitor().log().append({{0, LogEntry::Level::Info, text}});
}

void TestConsoleTexts::markupOfClientsIsNeverInterpreted()
{
    showFromClient(MarkupAudit::hostileText);
    const QStringList gaps = MarkupAudit::interpretedTexts(*m_window);
    QVERIFY2(gaps.isEmpty(), qPrintable(gaps.join(u'\n')));
    QVERIFY(MarkupAudit::textsWith(*m_window, QStringLiteral("<img src=")).size() >= 6);
    m_client.reset();
}

void TestConsoleTexts::markupOfFilesIsNeverInterpreted()
{
    QSettings().clear();
    SettingsStore settings;
    settings.setOverride(ConsoleKeys::logFile,
                         QString(QStringLiteral("/nonexistent/") + MarkupAudit::hostileText));
    open(quickOptions(), Models::Untested, settings);
    trigger("optionsAction");
    for (QWidget *window :
         {static_cast<QWidget *>(m_window.get()), find<QWidget>("optionsDialog")}) {
        const QStringList gaps = MarkupAudit::interpretedTexts(*window);
        QVERIFY2(gaps.isEmpty(), qPrintable(gaps.join(u'\n')));
        QVERIFY(!MarkupAudit::textsWith(*window, QStringLiteral("<img src=")).isEmpty());
    }
}

void TestConsoleTexts::longWordsNeverWidenTheWindow()
{
    const auto showMessage = [this](const QString &text) {
        find<MessageBar>("message")->showMessage(this, SemanticColor::Bad, {}, text);
    };
    showFromClient(QStringLiteral("1x"));
    showMessage(QStringLiteral("1x"));
    const int least = MarkupAudit::settledMinimum(*m_window);
    m_client.reset();
    showFromClient(QString(300, u'W'));
    m_window->monitor().log().append({{0, LogEntry::Level::Info, QString(9000, u'W')}});
    showMessage(QString(u"/nonexistent/" + QString(300, u'W')));
    QCOMPARE_LE(MarkupAudit::settledMinimum(*m_window), least);
    QVERIFY(find<MessageBar>("message")->isVisible());
    QCOMPARE(MarkupAudit::wideToolTips(*m_window), QStringList());
    m_client.reset();
}

void TestConsoleTexts::longListenAddressNeverWidensTheWindow()
{
    QSettings().clear();
    open(quickOptions(), Models::Untested);
    const int least = MarkupAudit::settledMinimum(*m_window);
    SettingsStore settings;
    QStringList addresses;
    for (int i = 1; i < 9; ++i)
        addresses.append(QStringLiteral("fd00:1111:2222:3333:4444:5555:6666:%1").arg(i));
    settings.setOverride(ConsoleKeys::addresses, addresses);
    open(quickOptions(), Models::Untested, settings);
    QCOMPARE_LE(MarkupAudit::settledMinimum(*m_window), least);
}

void TestConsoleTexts::largeTotalsNeverWidenTheWindow()
{
    open(quickOptions(), Models::Untested);
    const int least = MarkupAudit::settledMinimum(*m_window);
    TotalsHistory history;
    history.restart({});
    history.add({.clients = 98'765,
                 .accepted = 1'234'567'890,
                 .rejected = 345'678,
                 .requests = 9'876'543'210'123,
                 .refused = 8'765'432'109'876,
                 .bytesIn = 7'654'321'098'765'432,
                 .bytesOut = 6'543'210'987'654'321},
                TotalsHistory::Clock::time_point(std::chrono::seconds(1)));
    m_window->findChild<TotalsPanel *>()->showTotals(history);
    QCOMPARE_LE(MarkupAudit::settledMinimum(*m_window), least);
    QVERIFY(
        find<QLabel>("totalRequestsMore")->text().contains(QStringLiteral("9,876,543,210,123")));
}

QTEST_MAIN(TestConsoleTexts)
#include "tst_consoletexts.moc"
