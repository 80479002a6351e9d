// SPDX-License-Identifier: MIT
#include "common/session/certificatename.h"

#include <QTest>

using namespace DigitSum;

class TestCertificateName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tlsNames_data();
    void tlsNames();
    void alternativeNames_data();
    void alternativeNames();
};

void TestCertificateName::tlsNames_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *host, const char *name) {
        QTest::newRow(host) << QString::fromLatin1(host) << QString::fromLatin1(name);
    };
    row("lab.example", "lab.example");
    row("lab.example.", "lab.example");
    row("localhost.", "localhost");
    row("127.0.0.1", "127.0.0.1");
}

void TestCertificateName::tlsNames()
{
    QFETCH(QString, host);
    QTEST(tlsName(host), "name");
}

void TestCertificateName::alternativeNames_data()
{
    QTest::addColumn<AlternativeNames>("names");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isAllowed");
    const auto row = [](const char *what, const QStringList &names, const QStringList &addresses,
                        const QString &host, bool isAllowed) {
        AlternativeNames all;
        for (const QString &name : names)
            all.insert(QSsl::DnsEntry, name);
        for (const QString &address : addresses)
            all.insert(QSsl::IpAddressEntry, address);
        QTest::newRow(what) << all << host << isAllowed;
    };
    const auto lab = QStringLiteral("lab.example");
    const auto any = QStringLiteral("*.example");
    const auto here = QStringLiteral("127.0.0.1");
    row("none: the common name counts", {}, {}, lab, true);
    row("the name", {lab}, {}, lab, true);
    row("in another letter case", {QStringLiteral("LAB.example")}, {}, lab, true);
    row("the second name", {QStringLiteral("a.example"), lab}, {}, lab, true);
    row("another name", {QStringLiteral("b.example")}, {}, lab, false);
    row("only addresses", {}, {here}, lab, false);
    row("a label more", {QStringLiteral("a.lab.example")}, {}, lab, false);
    row("wildcard", {any}, {}, lab, true);
    row("wildcard for two labels", {any}, {}, QStringLiteral("a.lab.example"), false);
    row("wildcard for no label", {any}, {}, QStringLiteral("example"), false);
    row("wildcard for an empty label", {any}, {}, QStringLiteral(".example"), false);
    row("wildcard in a label", {QStringLiteral("l*.example")}, {}, lab, false);
    row("wildcard in the middle", {QStringLiteral("a.*.example")}, {},
        QStringLiteral("a.lab.example"), false);
    row("international name", {QStringLiteral("xn--bcher-kva.example")}, {},
        QStringLiteral("bücher.example"), true);
    row("the address", {}, {here}, here, true);
    row("the second address", {}, {QStringLiteral("::1"), here}, here, true);
    row("another address", {}, {QStringLiteral("192.0.2.1")}, here, false);
    row("an address in long form", {}, {QStringLiteral("0:0:0:0:0:0:0:1")}, QStringLiteral("::1"),
        true);
    row("an address among the names", {here}, {}, here, false);
}

void TestCertificateName::alternativeNames()
{
    QFETCH(AlternativeNames, names);
    QFETCH(QString, host);
    QTEST(isAllowedBy(names, host), "isAllowed");
}

QTEST_APPLESS_MAIN(TestCertificateName)
#include "tst_certificatename.moc"
