// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"
#include "server/console/listen/consoleoptions.h"
#include "server/service/serviceoptionparser.h"
#include "server/service/serviceoptiontable.h"
#include "tests/server/console/consolefixture.h"
#include "tests/support/widgetaudit.h"

#include <QComboBox>
#include <QCommandLineParser>
#include <QDialog>
#include <QLineEdit>
#include <QTemporaryDir>

using namespace DigitSum;

/// Changes settings and options and checks that they take effect and are stored.
class TestConsoleSettings final : public ConsoleFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void optionsApplyAtTheNextStart();
    void limitsApplyAndAreStored();
    void idleClientsAreDisconnected();
    void presetsFillTheLimits();
    void cancelChangesNothing();
    void theDialogIsUsableByKeyboard();
    void commandLineOverridesAndIsNotStored();
    void changingAnOverrideStoresIt();
    void publicSetsTheStrictLimits();
    void defaultsAreNotStored();
    void anUnwritableLogFileStaysStored();
    void settingsAreStored();

private:
    /// Opens a window as the program does with the command line \a arguments.
    void openWith(const QStringList &arguments);
    void openOptions();
    void acceptOptions();
    [[nodiscard]] int number(const char *field) const { return find<QSpinBox>(field)->value(); }
    void type(const char *field, const QString &number);
};

void TestConsoleSettings::openWith(const QStringList &arguments)
{
    QCommandLineParser parser;
    addServiceOptions(parser);
    QVERIFY(parser.parse(QStringList(QStringLiteral("digitsum-server")) + arguments));
    const auto options = std::get<ServiceOptions>(serviceOptionsFrom(parser));
    SettingsStore settings;
    ConsoleOptions::overrideFrom(parser, options, settings);
    open(options, Models::Tested, settings);
}

void TestConsoleSettings::openOptions()
{
    trigger("optionsAction");
    QVERIFY(find<QDialog>("optionsDialog")->isVisible());
}

void TestConsoleSettings::acceptOptions()
{
    QTest::keyClick(find<QDialog>("optionsDialog"), Qt::Key_Return);
    QTRY_VERIFY(!m_window->findChild<QDialog *>(QStringLiteral("optionsDialog")));
}

void TestConsoleSettings::type(const char *field, const QString &number)
{
    auto *spinBox = find<QSpinBox>(field);
    spinBox->setFocus();
    spinBox->selectAll();
    QTest::keyClicks(spinBox, number);
}

void TestConsoleSettings::init()
{
    QSettings().clear();
    open();
}

void TestConsoleSettings::cleanup()
{
    close();
}

void TestConsoleSettings::optionsApplyAtTheNextStart()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("events.log"));
    trigger("optionsAction");
    find<QSpinBox>("maxClients")->setValue(1);
    find<QLineEdit>("logFile")->setText(path);
    QTest::keyClick(find<QDialog>("optionsDialog"), Qt::Key_Return);
    start();
    const auto one = connectClient();
    const TestClient two(port());
    QTRY_VERIFY(two.received().contains("Server is full."));
    QFile log(path);
    QVERIFY(log.open(QIODevice::ReadOnly));
    QTRY_VERIFY((log.seek(0), log.readAll().contains("Listening on 127.0.0.1")));
    open(); // stored
    trigger("optionsAction");
    QCOMPARE(find<QSpinBox>("maxClients")->value(), 1);
    QCOMPARE(find<QLineEdit>("logFile")->text(), path);
}

void TestConsoleSettings::limitsApplyAndAreStored()
{
    openOptions();
    type("maxClientsPerAddress", QStringLiteral("1"));
    type("outputSeconds", QStringLiteral("12"));
    type("minRate", QStringLiteral("3"));
    type("maxDigits", QStringLiteral("20"));
    acceptOptions();
    start();
    const auto client = connectClient();
    QTRY_COMPARE(firstWords(), QByteArray("Server is full. Please try again later.\r\n"));
    client->send(QByteArray(21, '1') + '\n');
    QTRY_VERIFY(client->received().contains("Closing: request too long."));
    QTRY_VERIFY(events().contains(QStringLiteral("request too long")));
    QCOMPARE(m_service->options().outputTimeout, std::chrono::seconds(12));
    QCOMPARE(m_service->options().minRate, 3);
    open(); // stored
    openOptions();
    QCOMPARE(number("maxClientsPerAddress"), 1);
    QCOMPARE(number("outputSeconds"), 12);
    QCOMPARE(number("minRate"), 3);
    QCOMPARE(number("maxDigits"), 20);
}

void TestConsoleSettings::idleClientsAreDisconnected()
{
    openOptions();
    QCOMPARE(find<QSpinBox>("idleSeconds")->text(), QStringLiteral("never"));
    type("idleSeconds", QStringLiteral("1"));
    acceptOptions();
    start();
    const auto client = connectClient();
    QTRY_VERIFY(client->received().contains("Closing: idle for too long."));
    QTRY_VERIFY(events().contains(QStringLiteral("idle for too long")));
}

void TestConsoleSettings::presetsFillTheLimits()
{
    openOptions();
    type("maxClients", QStringLiteral("9"));
    const auto shows = [this](const ServiceOptions &options) {
        return number("maxClientsPerAddress") == options.maxClientsPerAddress
               && number("idleSeconds") == secondsOf(options.idleTimeout)
               && number("outputSeconds") == secondsOf(options.outputTimeout)
               && number("minRate") == options.minRate && number("maxDigits") == options.maxDigits;
    };
    QVERIFY(shows(ServiceOptions()));
    click("strictLimits");
    QVERIFY(shows(ServiceOptions::strict()));
    click("defaultLimits");
    QVERIFY(shows(ServiceOptions()));
    QCOMPARE(number("maxClients"), 9); // unchanged, as with --public
    click("strictLimits");
    acceptOptions();
    start();
    QCOMPARE(m_service->options().idleTimeout, ServiceOptions::strict().idleTimeout);
    QCOMPARE(m_service->options().maxClients, 9);
}

void TestConsoleSettings::cancelChangesNothing()
{
    openOptions();
    click("strictLimits");
    QTest::keyClick(find<QDialog>("optionsDialog"), Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<QDialog *>(QStringLiteral("optionsDialog")));
    openOptions();
    QCOMPARE(number("minRate"), 0);
}

void TestConsoleSettings::theDialogIsUsableByKeyboard()
{
    openOptions();
    auto *dialog = find<QDialog>("optionsDialog");
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTRY_VERIFY(dialog->isAncestorOf(QApplication::focusWidget()));
    for (const QStringList &gaps :
         {WidgetAudit::namelessControls(*dialog), WidgetAudit::unreachableControls(*dialog),
          WidgetAudit::clippedTexts(*dialog)})
        QVERIFY2(gaps.isEmpty(), qPrintable(gaps.join(u'\n')));
    QStringList seen{QStringLiteral("Alt+O"), QStringLiteral("Alt+C")}; // OK, Cancel
    const auto note = [&seen](const QString &text) {
        const QString key = QKeySequence::mnemonic(text).toString();
        QVERIFY2(!key.isEmpty() && !seen.contains(key), qPrintable(text));
        seen.append(key);
    };
    for (const QLabel *label : dialog->findChildren<QLabel *>()) {
        if (label->buddy())
            note(label->text());
    }
    for (const char *button : {"defaultLimits", "strictLimits", "chooseLogFile"})
        note(find<QAbstractButton>(button)->text());
    QCOMPARE(seen.size(), 2 + 8 + 3);
}

void TestConsoleSettings::commandLineOverridesAndIsNotStored()
{
    openOptions();
    type("maxClientsPerAddress", QStringLiteral("7"));
    acceptOptions();
    find<QSpinBox>("listenPort")->setValue(12345);
    find<QComboBox>("listenAddress")->setCurrentIndex(1);
    QVERIFY(m_window->close());

    openWith({QStringLiteral("--max-clients-per-address"), QStringLiteral("3"),
              QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--listen"),
              QStringLiteral("127.0.0.1")});
    QCOMPARE(find<QSpinBox>("listenPort")->value(), 0);
    QCOMPARE(find<QComboBox>("listenAddress")->currentText(), QStringLiteral("127.0.0.1"));
    openOptions();
    QCOMPARE(number("maxClientsPerAddress"), 3);
    type("maxDigits", QStringLiteral("50")); // not set on the command line
    acceptOptions();
    start();
    QCOMPARE(m_service->options().maxClientsPerAddress, 3);
    m_service->stopNow();
    QVERIFY(m_window->close());

    open();
    QCOMPARE(find<QSpinBox>("listenPort")->value(), 12345);
    QCOMPARE(find<QComboBox>("listenAddress")->currentText(), QStringLiteral("All interfaces"));
    openOptions();
    QCOMPARE(number("maxClientsPerAddress"), 7);
    QCOMPARE(number("maxDigits"), 50);
}

void TestConsoleSettings::changingAnOverrideStoresIt()
{
    openWith({QStringLiteral("--max-clients-per-address"), QStringLiteral("3"),
              QStringLiteral("--port"), QStringLiteral("0")});
    openOptions();
    type("maxClientsPerAddress", QStringLiteral("4"));
    acceptOptions();
    find<QSpinBox>("listenPort")->setValue(12345);
    QVERIFY(m_window->close());
    open();
    QCOMPARE(find<QSpinBox>("listenPort")->value(), 12345);
    openOptions();
    QCOMPARE(number("maxClientsPerAddress"), 4);
}

void TestConsoleSettings::publicSetsTheStrictLimits()
{
    openOptions();
    type("idleSeconds", QStringLiteral("9999"));
    type("maxClients", QStringLiteral("11"));
    acceptOptions();
    openWith({QStringLiteral("--public"), QStringLiteral("--min-rate"), QStringLiteral("5")});
    openOptions();
    QCOMPARE(number("idleSeconds"), 300);
    QCOMPARE(number("maxClientsPerAddress"), 16);
    QCOMPARE(number("minRate"), 5);
    QCOMPARE(number("maxClients"), 11); // not set by --public
    acceptOptions();
    open();
    openOptions();
    QCOMPARE(number("idleSeconds"), 9999);
    QCOMPARE(number("minRate"), 0);
}

void TestConsoleSettings::defaultsAreNotStored()
{
    QVERIFY(m_window->close());
    QVERIFY(QSettings().contains(ConsoleKeys::port));
    QVERIFY(!QSettings().contains(QStringLiteral("options/maxClients")));
}

void TestConsoleSettings::anUnwritableLogFileStaysStored()
{
    const QString path = QStringLiteral("/nowhere/events.log");
    QSettings().setValue(ConsoleKeys::logFile, path);
    open();
    auto *bar = find<MessageBar>("message");
    QVERIFY(bar->isVisible());
    QVERIFY(bar->title().contains(path));
    QVERIFY(m_window->close());
    open();
    openOptions();
    QCOMPARE(find<QLineEdit>("logFile")->text(), path);
}

void TestConsoleSettings::settingsAreStored()
{
    find<QComboBox>("listenAddress")->setCurrentIndex(1);
    find<QSpinBox>("listenPort")->setValue(12345);
    m_window->resize(1111, 777);
    QVERIFY(m_window->close());
    open();
    QCOMPARE(find<QComboBox>("listenAddress")->currentText(), QStringLiteral("All interfaces"));
    QCOMPARE(find<QSpinBox>("listenPort")->value(), 12345);
    QCOMPARE(m_window->size(), QSize(1111, 777));
}

QTEST_MAIN(TestConsoleSettings)
#include "tst_consolesettings.moc"
