// SPDX-License-Identifier: MIT
#include "common/session/tlsoptions.h"

#include <QFile>
#include <QSslSocket>

namespace DigitSum {

namespace {

/// All the authorities that a system trusts fit; an endless file doesn't.
constexpr qint64 mostFileBytes = 16 * 1024 * 1024;

} // namespace

Authorities Authorities::fromFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {{}, file.errorString()};
    const QByteArray pem = file.read(mostFileBytes);
    if (file.error() != QFile::NoError)
        return {{}, file.errorString()};
    return {QSslCertificate::fromData(pem, QSsl::Pem), {}};
}

QSslConfiguration tlsConfiguration(const TlsOptions &options,
                                   const QList<QSslCertificate> &authorities)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(options.mode == TlsOptions::Mode::Unverified
                                        ? QSslSocket::VerifyNone
                                        : QSslSocket::VerifyPeer);
    if (!options.authoritiesFile.isEmpty())
        configuration.setCaCertificates(authorities); // and none of the system's
    return configuration;
}

} // namespace DigitSum
