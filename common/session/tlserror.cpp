// SPDX-License-Identifier: MIT
#include "common/session/tlserror.h"

#include "common/protocol/escape.h"

#include <QHostAddress>
#include <QSslCertificate>

#include <algorithm>
#include <array>

namespace DigitSum {

namespace {

using Kind = SessionError::Kind;

/// Most severe first. A wrong name does not matter if the issuer is not trusted.
constexpr std::array severity{Kind::UnknownAuthority, Kind::CertificateRejected,
                              Kind::CertificateExpired, Kind::CertificateNotYetValid,
                              Kind::WrongName};

Kind kindOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::CertificateUntrusted:
        return Kind::UnknownAuthority;
    case QSslError::CertificateExpired:
        return Kind::CertificateExpired;
    case QSslError::CertificateNotYetValid:
        return Kind::CertificateNotYetValid;
    case QSslError::HostNameMismatch:
        return Kind::WrongName;
    default:
        return Kind::CertificateRejected;
    }
}

bool isWorse(const QSslError &left, const QSslError &right)
{
    const auto rank = [](const QSslError &error) {
        return std::find(severity.begin(), severity.end(), kindOf(error.error()));
    };
    return rank(left) < rank(right);
}

/// Returns the names in \a certificate, with addresses in their short form.
QString namesIn(const QSslCertificate &certificate)
{
    QStringList names;
    const auto alternatives = certificate.subjectAlternativeNames();
    for (const QString &name : alternatives.values(QSsl::DnsEntry))
        names.prepend(name);
    for (const QString &address : alternatives.values(QSsl::IpAddressEntry))
        names.append(QHostAddress(address).toString());
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    return escaped(names.join(QStringLiteral(", ")).toUtf8());
}

SessionError certificateError(const QSslError &error)
{
    const QSslCertificate certificate = error.certificate();
    SessionError result{.kind = kindOf(error.error())};
    switch (result.kind) {
    case Kind::UnknownAuthority:
        result.detail = escaped(certificate.issuerDisplayName().toUtf8());
        break;
    case Kind::WrongName:
        result.detail = namesIn(certificate);
        break;
    case Kind::CertificateExpired:
        result.date = certificate.expiryDate();
        break;
    case Kind::CertificateNotYetValid:
        result.date = certificate.effectiveDate();
        break;
    default:
        result.detail = error.errorString();
        break;
    }
    return result;
}

} // namespace

SessionError handshakeError(const QList<QSslError> &errors, const QString &text)
{
    const auto worst = std::min_element(errors.begin(), errors.end(), isWorse);
    if (worst != errors.end())
        return certificateError(*worst);
    // OpenSSL's messages for a server that does not speak TLS.
    const bool isPlain = text.contains(QLatin1StringView("wrong version number"))
                         || text.contains(QLatin1StringView("http request"))
                         || text.contains(QLatin1StringView("packet length too long"));
    return {.kind = isPlain ? Kind::NoTlsThere : Kind::HandshakeFailed, .detail = text};
}

bool isTlsAlert(QByteArrayView bytes)
{
    return bytes.startsWith("\x15\x03");
}

} // namespace DigitSum
