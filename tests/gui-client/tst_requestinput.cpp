// SPDX-License-Identifier: MIT
#include "gui-client/commandline.h"
#include "gui-client/request/digitcheck.h"

#include <QTest>

using namespace DigitSum;
using namespace DigitSum::Gui;

/// Parsing of typed digits, server addresses and the command line.
class TestRequestInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void digits_data();
    void digits();
    void options_data();
    void options();
    void badOptions_data();
    void badOptions();
    void encryption();
};

void TestRequestInput::digits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("count");
    QTest::addColumn<qint64>("place"); // 0 if all characters are digits
    QTest::addColumn<char32_t>("character");
    const QString none;
    const char32_t nobody = 0;
    QTest::newRow("empty") << none << qint64(0) << qint64(0) << nobody;
    QTest::newRow("digits") << QStringLiteral("12345") << qint64(5) << qint64(0) << nobody;
    QTest::newRow("Bengali") << QStringLiteral("১২৩") << qint64(3) << qint64(0) << nobody;
    QTest::newRow("beyond the BMP") << QStringLiteral("𝟏𝟐") << qint64(2) << qint64(0) << nobody;
    QTest::newRow("a letter") << QStringLiteral("12a45") << qint64(4) << qint64(3) << U'a';
    QTest::newRow("after a wide character")
        << QStringLiteral("𝟏x") << qint64(1) << qint64(2) << U'x';
    QTest::newRow("superscript") << QStringLiteral("²") << qint64(0) << qint64(1) << U'²';
    QTest::newRow("a blank first") << QStringLiteral(" 12") << qint64(2) << qint64(1) << U' ';
    QTest::newRow("a tab") << QStringLiteral("1\t") << qint64(1) << qint64(2) << U'\t';
}

void TestRequestInput::digits()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, place);
    const DigitCheck check = checkDigits(text);
    QTEST(check.digits, "count");
    QCOMPARE(check.problem.has_value(), place > 0);
    if (check.problem) {
        QCOMPARE(check.problem->place, place);
        QTEST(check.problem->character, "character");
    }
    QCOMPARE(check.isGood(), place == 0 && !text.isEmpty());
    QTEST(countDigits(text.toUtf8()), "count");
}

void TestRequestInput::options_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("connects");
    const auto words = [](const char *text) {
        return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
    };
    QTest::newRow("none") << words("") << QString() << 0 << false;
    QTest::newRow("all") << words("--host ::1 --port 81 --connect") << QStringLiteral("::1") << 81
                         << true;
    QTest::newRow("port only") << words("--port 81") << QStringLiteral("127.0.0.1") << 81 << false;
    QTest::newRow("port in the host")
        << words("--host [::1]:82") << QStringLiteral("::1") << 82 << false;
    QTest::newRow("with equals signs")
        << words("--host=a --port=1") << QStringLiteral("a") << 1 << false;
}

void TestRequestInput::options()
{
    QFETCH(const QStringList, arguments);
    const auto parsed =
        CommandLine::fromArguments(QStringList{QStringLiteral("digitsum-client")} + arguments);
    const auto *options = std::get_if<CommandLine>(&parsed);
    QVERIFY(options);
    QFETCH(const QString, host);
    QCOMPARE(options->address.has_value(), !host.isEmpty());
    if (options->address) {
        QCOMPARE(options->address->host, host);
        QTEST(int(options->address->port), "port");
    }
    QTEST(options->isConnecting, "connects");
}

void TestRequestInput::badOptions_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("named");
    for (const char *argument : {"--port=0", "--port=65536", "--port=abc", "--port=", "--port=-1",
                                 "--host=", "--host=[::1", "--host=a:b", "--sideways", "stray"}) {
        const QString text = QString::fromLatin1(argument);
        QTest::newRow(argument) << text << text.section(u'=', 0, 0).remove(QStringLiteral("--"));
    }
}

void TestRequestInput::badOptions()
{
    QFETCH(const QString, argument);
    QFETCH(const QString, named);
    const auto parsed = CommandLine::fromArguments({QStringLiteral("digitsum-client"), argument});
    const auto *error = std::get_if<CommandLine::Error>(&parsed);
    QVERIFY(error);
    QVERIFY2(error->text.contains(named), qPrintable(error->text));
    QVERIFY(!error->text.contains(u'\n'));
}

void TestRequestInput::encryption()
{
    const auto tlsOf = [](const QStringList &arguments) {
        const auto parsed =
            CommandLine::fromArguments(QStringList{QStringLiteral("digitsum-client")} + arguments);
        return std::get<CommandLine>(parsed).tls;
    };
    using Mode = TlsOptions::Mode;
    QCOMPARE(tlsOf({}), TlsOptions{});
    QCOMPARE(tlsOf({QStringLiteral("--tls")}), (TlsOptions{Mode::Verified, {}}));
    QCOMPARE(tlsOf({QStringLiteral("--ca"), QStringLiteral("lab.pem")}),
             (TlsOptions{Mode::Verified, QStringLiteral("lab.pem")}));
}

QTEST_GUILESS_MAIN(TestRequestInput)
#include "tst_requestinput.moc"
