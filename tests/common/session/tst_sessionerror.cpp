// SPDX-License-Identifier: MIT
#include "common/session/sessionerror.h"

#include <QSet>
#include <QTest>

using namespace DigitSum;
using Kind = SessionError::Kind;

class TestSessionError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyErrorSaysWhatWhyAndWhatNext_data();
    void everyErrorSaysWhatWhyAndWhatNext();
    void peerTextIsShown();
    void addressesHaveBrackets();
};

void TestSessionError::everyErrorSaysWhatWhyAndWhatNext_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("name not found") << Kind::NameNotFound;
    QTest::newRow("refused") << Kind::Refused;
    QTest::newRow("unreachable") << Kind::Unreachable;
    QTest::newRow("timed out") << Kind::TimedOut;
    QTest::newRow("no greeting") << Kind::NoGreeting;
    QTest::newRow("unresponsive") << Kind::Unresponsive;
    QTest::newRow("foreign") << Kind::Foreign;
    QTest::newRow("full") << Kind::Full;
    QTest::newRow("shutting down") << Kind::ShuttingDown;
    QTest::newRow("idle") << Kind::Idle;
    QTest::newRow("notice") << Kind::Notice;
    QTest::newRow("farewell") << Kind::Farewell;
    QTest::newRow("lost") << Kind::Lost;
    QTest::newRow("too long") << Kind::TooLong;
    QTest::newRow("no TLS here") << Kind::NoTlsHere;
    QTest::newRow("authorities unreadable") << Kind::AuthoritiesUnreadable;
    QTest::newRow("no authorities") << Kind::NoAuthorities;
    QTest::newRow("no TLS there") << Kind::NoTlsThere;
    QTest::newRow("TLS expected") << Kind::TlsExpected;
    QTest::newRow("handshake failed") << Kind::HandshakeFailed;
    QTest::newRow("unknown authority") << Kind::UnknownAuthority;
    QTest::newRow("wrong name") << Kind::WrongName;
    QTest::newRow("expired") << Kind::CertificateExpired;
    QTest::newRow("not yet valid") << Kind::CertificateNotYetValid;
    QTest::newRow("certificate rejected") << Kind::CertificateRejected;
    QTest::newRow("other") << Kind::Other;
}

void TestSessionError::everyErrorSaysWhatWhyAndWhatNext()
{
    QFETCH(Kind, kind);
    const SessionError error{kind, QStringLiteral("lab.example"), 9990, QStringLiteral("detail")};
    const ErrorText text = explain(error);
    QVERIFY(text.what.contains(QStringLiteral("lab.example")));
    QVERIFY(text.what.endsWith(QLatin1Char('.')));
    QVERIFY(!text.nextStep.isEmpty());
    QVERIFY(kind == Kind::Other || !text.why.isEmpty());
    QVERIFY(text.sentence().startsWith(text.what));
    QVERIFY(text.sentence().endsWith(text.nextStep));
}

void TestSessionError::peerTextIsShown()
{
    const QString said = QStringLiteral("220 mail.example ESMTP");
    for (const Kind kind : {Kind::Foreign, Kind::Notice})
        QVERIFY(explain({kind, QStringLiteral("h"), 1, said}).why.contains(said));
}

void TestSessionError::addressesHaveBrackets()
{
    const ErrorText text = explain({Kind::Refused, QStringLiteral("fe80::1"), 7009, {}});
    QVERIFY2(text.what.contains(QStringLiteral("[fe80::1]:7009")), qPrintable(text.what));
}

QTEST_APPLESS_MAIN(TestSessionError)
#include "tst_sessionerror.moc"
