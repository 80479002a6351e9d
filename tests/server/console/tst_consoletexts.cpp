// SPDX-License-Identifier: MIT
#include "server/console/listen/consoleoptions.h"
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

QTEST_MAIN(TestConsoleTexts)
#include "tst_consoletexts.moc"
