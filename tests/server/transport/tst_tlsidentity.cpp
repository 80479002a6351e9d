// SPDX-License-Identifier: MIT
#include "server/transport/tlsidentity.h"
#include "tests/support/tlsfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace DigitSum;
using DigitSum::Testing::tlsFile;

namespace {

QByteArray contents(const QString &fileName)
{
    QFile file(tlsFile(fileName));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Which certificates and keys are accepted, and the error messages for those that aren't.
class TestTlsIdentity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepted();
    void refused_data();
    void refused();

private:
    /// Returns the path of a new file with \a bytes.
    [[nodiscard]] QString fileWith(const QByteArray &bytes);

    QTemporaryDir m_dir;
    int m_files = 0;
};

QString TestTlsIdentity::fileWith(const QByteArray &bytes)
{
    QFile file(m_dir.filePath(QString::number(++m_files)));
    const bool isWritten =
        file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush();
    return isWritten ? file.fileName() : QString();
}

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
    const auto row = [](const char *name, const QString &pair, const QString &said) {
        QTest::newRow(name) << tlsFile(pair + QStringLiteral(".pem"))
                            << tlsFile(pair + QStringLiteral(".key")) << said;
    };
    const QString kind = QStringLiteral("neither RSA nor ECDSA");
    row("Ed25519", QStringLiteral("ed25519"), kind);
    row("RSA-PSS", QStringLiteral("rsapss"), kind);
    row("DSA", QStringLiteral("dsa"), kind);
    row("weak key", QStringLiteral("weakkey"), QStringLiteral(": ee key too small."));
    row("weak signature", QStringLiteral("weaksignature"), QStringLiteral(": ca md too weak."));
    QTest::newRow("key of another kind") << server << tlsFile(QStringLiteral("weakkey.key"))
                                         << QStringLiteral("not that of the certificate");
    QTest::newRow("unsupported key for a good certificate")
        << server << tlsFile(QStringLiteral("ed25519.key"))
        << QStringLiteral("neither an RSA nor an ECDSA key");
    QTest::newRow("damaged key") << server
                                 << fileWith(QByteArray(
                                        contents(QStringLiteral("server.key")).replace("MI", "AA")))
                                 << QStringLiteral("damaged");
    QTest::newRow("key with a password") << server << tlsFile(QStringLiteral("encrypted.key"))
                                         << QStringLiteral("protected by a password");
    QTest::newRow("key with a password, older format")
        << server
        << fileWith("-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"
                    "DEK-Info: AES-128-CBC,00000000000000000000000000000000\n\n"
                    "AAAA\n-----END EC PRIVATE KEY-----\n")
        << QStringLiteral("protected by a password");
    QTest::newRow("authority before the server") << fileWith(
        QByteArray(contents(QStringLiteral("ca.pem")) + contents(QStringLiteral("server.pem"))))
                                                 << key << QStringLiteral("is not the first");
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
