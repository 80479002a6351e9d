// SPDX-License-Identifier: MIT
#include "server/transport/tlsidentity.h"

#include "server/transport/nativesocket.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QLocale>
#include <QSslSocket>

namespace DigitSum {

namespace {

/// A certificate's chain has some kilobytes; a device or a disk image isn't read to its end.
constexpr qint64 largestFile = 1024 * 1024;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::TlsIdentity)
};

std::variant<QByteArray, QString> contents(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return Text::tr("Cannot read %1: %2.").arg(fileName, file.errorString());
    const QByteArray bytes = file.read(largestFile + 1);
    if (bytes.size() > largestFile)
        return Text::tr("%1 is too large for a certificate or a key.").arg(fileName);
    return bytes;
}

QSslKey keyFrom(const QByteArray &pem)
{
    for (const auto algorithm : {QSsl::Ec, QSsl::Rsa, QSsl::Dsa}) {
        QSslKey key(pem, algorithm, QSsl::Pem, QSsl::PrivateKey);
        if (!key.isNull())
            return key;
    }
    return {};
}

/// Returns whether the key belongs to the certificate. Qt reports a mismatch when a handshake
/// starts, for which an unconnected socket is enough.
bool fitsTogether(const TlsIdentity &identity)
{
    QSslSocket socket;
    socket.setSslConfiguration(identity.configuration());
    if (!socket.setSocketDescriptor(NativeSocket::unconnected()))
        return true; // out of descriptors: cannot check
    socket.startServerEncryption();
    return socket.error() != QAbstractSocket::SslInternalError
           && socket.error() != QAbstractSocket::SslInvalidUserDataError;
}

QString day(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC(), QStringLiteral("yyyy-MM-dd hh:mm 'UTC'"));
}

/// \returns what is wrong with it, or nothing.
QString fault(const TlsIdentity &identity, const QString &certificateFile, const QString &keyFile)
{
    if (identity.chain.isEmpty())
        return Text::tr("There is no certificate in %1: it has to be a PEM file.")
            .arg(certificateFile);
    if (identity.key.isNull())
        return Text::tr(
                   "There is no private key in %1: it has to be a PEM file without a password.")
            .arg(keyFile);
    const QSslCertificate &own = identity.chain.first();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (own.expiryDate() < now)
        return Text::tr("The certificate in %1 expired at %2: no client would trust it. Make a new "
                        "one.")
            .arg(certificateFile, day(own.expiryDate()));
    if (own.effectiveDate() > now)
        return Text::tr("The certificate in %1 is valid only from %2 on: no client would trust it. "
                        "Check the clock.")
            .arg(certificateFile, day(own.effectiveDate()));
    if (!fitsTogether(identity))
        return Text::tr("The key in %1 is not that of the certificate in %2.")
            .arg(keyFile, certificateFile);
    return {};
}

} // namespace

QSslConfiguration TlsIdentity::configuration() const
{
    QSslConfiguration configuration;
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setCaCertificates({}); // else each socket would load the system's
    return configuration;
}

std::variant<TlsIdentity, QString> readTlsIdentity(const QString &certificateFile,
                                                   const QString &keyFile)
{
    if (!QSslSocket::supportsSsl())
        return Text::tr("TLS is not available: Qt found no OpenSSL on this computer. Install it.");
    const auto certificates = contents(certificateFile);
    if (const auto *error = std::get_if<QString>(&certificates))
        return *error;
    const auto key = contents(keyFile);
    if (const auto *error = std::get_if<QString>(&key))
        return *error;

    const TlsIdentity identity{
        QSslCertificate::fromData(std::get<QByteArray>(certificates), QSsl::Pem),
        keyFrom(std::get<QByteArray>(key))};
    const QString error = fault(identity, certificateFile, keyFile);
    if (!error.isEmpty())
        return error;
    return identity;
}

} // namespace DigitSum
