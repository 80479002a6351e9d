// SPDX-License-Identifier: MIT
#include "common/session/tlsoptions.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslSocket>

namespace DigitSum {

namespace {

/// Enough for a system's authorities; bounds the memory for an endless file.
constexpr qint64 maxFileBytes = 16 * 1024 * 1024;

TlsSetup failure(SessionError::Kind kind, const QString &detail = {})
{
    return {{}, SessionError{.kind = kind, .detail = detail}};
}

} // namespace

TlsSetup TlsSetup::from(const TlsOptions &options)
{
    if (!QSslSocket::supportsSsl())
        return failure(SessionError::Kind::NoTlsHere);

    TlsSetup setup;
    setup.configuration = QSslConfiguration::defaultConfiguration();
    setup.configuration.setProtocol(QSsl::TlsV1_2OrLater);
    setup.configuration.setPeerVerifyMode(options.mode == TlsOptions::Mode::Unverified
                                              ? QSslSocket::VerifyNone
                                              : QSslSocket::VerifyPeer);
    if (options.authoritiesFile.isEmpty())
        return setup;

    QFile file(options.authoritiesFile);
    const QByteArray pem = file.open(QIODevice::ReadOnly) ? file.read(maxFileBytes) : QByteArray();
    if (file.error() != QFile::NoError) {
        return failure(SessionError::Kind::AuthoritiesUnreadable,
                       file.fileName() + u": " + file.errorString());
    }
    const auto authorities = QSslCertificate::fromData(pem, QSsl::Pem);
    if (authorities.isEmpty())
        return failure(SessionError::Kind::NoAuthorities, file.fileName());
    setup.configuration.setCaCertificates(authorities); // replaces the system's
    return setup;
}

} // namespace DigitSum
