// SPDX-License-Identifier: MIT
#include "server/transport/tlsidentity.h"
#include "tests/support/tlsfile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace DigitSum;
using DigitSum::Testing::tlsFile;

/// Which certificates and keys are accepted, and the error messages for those that aren't.
class TestTlsIdentity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepted();
    void refused_data();
    void refused();
};

void TestTlsIdentity::accepted()
{
    const auto read = readTlsIdentity(tlsFile(QStringLiteral("server.pem")),
                                      tlsFile(QStringLiteral("server.key")));
    QVERIFY2(
        std::holds_alternative<TlsIdentity>(read),
        qPrintable(std::holds_alternative<QString>(read) ? std::get<QString>(read) : QString()));
    const auto &identity = std::get<TlsIdentity>(read);
    QCOMPARE(identity.key.algorithm(), QSsl::Ec);
    const QSslConfiguration configuration = identity.configuration();
    QCOMPARE(configuration.localCertificateChain(), identity.chain);
    QCOMPARE(configuration.protocol(), QSsl::TlsV1_2OrLater);
}

void TestTlsIdentity::refused_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("said");
    const QString server = tlsFile(QStringLiteral("server.pem"));
    const QString key = tlsFile(QStringLiteral("server.key"));

    QTest::newRow("no such certificate")
        << tlsFile(QStringLiteral("nobody.pem")) << key << QStringLiteral("Cannot read");
    QTest::newRow("no such key") << server << tlsFile(QStringLiteral("nobody.key"))
                                 << QStringLiteral("Cannot read");
    QTest::newRow("a folder") << tlsFile({}) << key << QStringLiteral("Cannot read");
    QTest::newRow("certificate and key swapped")
        << key << server << QStringLiteral("no certificate");
    QTest::newRow("certificate as key") << server << server << QStringLiteral("no private key");
    QTest::newRow("key of another certificate")
        << server << tlsFile(QStringLiteral("othername.key"))
        << QStringLiteral("not that of the certificate");
    QTest::newRow("expired") << tlsFile(QStringLiteral("expired.pem"))
                             << tlsFile(QStringLiteral("expired.key")) << QStringLiteral("expired");
    QTest::newRow("endless file") << QStringLiteral("/dev/zero") << key
                                  << QStringLiteral("too large");
}

void TestTlsIdentity::refused()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QString, said);
    const auto read = readTlsIdentity(certificate, key);
    QVERIFY(std::holds_alternative<QString>(read));
    const auto &error = std::get<QString>(read);
    QVERIFY2(error.contains(said), qPrintable(error));
    QVERIFY(!error.contains(QLatin1Char('\n')));
}

QTEST_GUILESS_MAIN(TestTlsIdentity)
#include "tst_tlsidentity.moc"
