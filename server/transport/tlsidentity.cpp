// SPDX-License-Identifier: MIT
#include "server/transport/tlsidentity.h"

#include "server/transport/nativesocket.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QLocale>
#include <QSslSocket>

#include <algorithm>

namespace DigitSum {

namespace {

/// A certificate's chain has some kilobytes; a device or a disk image isn't read to its end.
constexpr qint64 largestFile = 1024 * 1024;

struct IdentityText
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::TlsIdentity)
};

std::variant<QByteArray, QString> contents(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return IdentityText::tr("Cannot read %1: %2.").arg(fileName, file.errorString());
    const QByteArray bytes = file.read(largestFile + 1);
    if (bytes.size() > largestFile)
        return IdentityText::tr("%1 is too large for a certificate or a key.").arg(fileName);
    return bytes;
}

bool isSupported(const QSslKey &key)
{
    return key.algorithm() == QSsl::Ec || key.algorithm() == QSsl::Rsa;
}

QSslKey keyFrom(const QByteArray &pem)
{
    const QSslKey key(pem, QSsl::Ec, QSsl::Pem, QSsl::PrivateKey);
    return key.isNull() ? QSslKey(pem, QSsl::Rsa, QSsl::Pem, QSsl::PrivateKey) : key;
}

QString day(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC(), QStringLiteral("yyyy-MM-dd hh:mm 'UTC'"));
}

/// Returns what is wrong with the certificates, or nothing. So do the functions below.
QString certificateFault(const QList<QSslCertificate> &chain, const QString &fileName)
{
    if (chain.isEmpty())
        return IdentityText::tr("There is no certificate in %1: it has to be a PEM file.")
            .arg(fileName);
    const QSslCertificate &own = chain.first();
    if (!isSupported(own.publicKey()))
        return IdentityText::tr(
                   "The server's certificate, the first in %1, has a key that is neither RSA "
                   "nor ECDSA. Other kinds, such as Ed25519 and RSA-PSS, are not supported. "
                   "Make a new key and a new certificate.")
            .arg(fileName);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (own.expiryDate() < now)
        return IdentityText::tr(
                   "The certificate in %1 expired at %2: no client would trust it. Make a new "
                   "one.")
            .arg(fileName, day(own.expiryDate()));
    if (own.effectiveDate() > now)
        return IdentityText::tr(
                   "The certificate in %1 is valid only from %2 on: no client would trust it. "
                   "Check the clock.")
            .arg(fileName, day(own.effectiveDate()));
    return {};
}

QString keyFault(const QSslKey &key, const QByteArray &pem, const QString &fileName)
{
    if (!key.isNull())
        return {};
    if (!pem.contains("PRIVATE KEY-----"))
        return IdentityText::tr("There is no private key in %1: it has to be a PEM file.")
            .arg(fileName);
    if (pem.contains("ENCRYPTED"))
        return IdentityText::tr(
                   "The private key in %1 is protected by a password. Remove the password, "
                   "for example with openssl pkey.")
            .arg(fileName);
    return IdentityText::tr(
               "The private key in %1 is damaged, or neither an RSA nor an ECDSA key. Other "
               "kinds, such as Ed25519, are not supported.")
        .arg(fileName);
}

/// Returns why OpenSSL rejects the certificate or the key, in its own words; nothing if it accepts
/// them. It gets them when a handshake starts, for which an unconnected socket is enough.
QString rejection(const TlsIdentity &identity)
{
    QSslSocket socket;
    socket.setSslConfiguration(identity.configuration());
    if (!socket.setSocketDescriptor(NativeSocket::unconnected()))
        return {}; // out of descriptors: cannot check
    QString reason;
    QObject::connect(&socket, &QSslSocket::errorOccurred, &socket, [&] {
        if (reason.isEmpty()) // a second error only tells that the handshake failed
            reason = socket.errorString();
    });
    socket.startServerEncryption();
    // OpenSSL's latest error comes last: "..., error:0A00018F:SSL routines::ee key too small".
    return reason.sliced(reason.lastIndexOf(u':') + 1);
}

QString mismatch(const TlsIdentity &identity, const QString &certificateFile,
                 const QString &keyFile)
{
    const QString reason = rejection(identity);
    if (reason.isEmpty())
        return {};
    const bool belongsToAnother =
        std::any_of(identity.chain.begin() + 1, identity.chain.end(), [&](const auto &other) {
            return rejection({{other}, identity.key}).isEmpty();
        });
    if (belongsToAnother)
        return IdentityText::tr(
                   "The certificate for the key in %1 is not the first in %2. Put it first, "
                   "and the one that signed it next.")
            .arg(keyFile, certificateFile);
    if (identity.chain.first().publicKey().algorithm() != identity.key.algorithm()
        || reason.contains(QLatin1StringView("mismatch")))
        return IdentityText::tr("The key in %1 is not that of the certificate in %2.")
            .arg(keyFile, certificateFile);
    return IdentityText::tr(
               "OpenSSL rejects the certificate in %1 with the key in %2: %3. Use ECDSA with "
               "P-256 or RSA with at least 2048 bits, signed with SHA-256.")
        .arg(certificateFile, keyFile, reason);
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
        return IdentityText::tr(
            "TLS is not available: Qt found no OpenSSL on this computer. Install it.");
    const auto certificates = contents(certificateFile);
    if (const auto *error = std::get_if<QString>(&certificates))
        return *error;
    const auto keyContents = contents(keyFile);
    if (const auto *error = std::get_if<QString>(&keyContents))
        return *error;

    const auto &pem = std::get<QByteArray>(keyContents);
    const TlsIdentity identity{
        QSslCertificate::fromData(std::get<QByteArray>(certificates), QSsl::Pem), keyFrom(pem)};
    QString error = certificateFault(identity.chain, certificateFile);
    if (error.isEmpty())
        error = keyFault(identity.key, pem, keyFile);
    if (error.isEmpty())
        error = mismatch(identity, certificateFile, keyFile);
    if (!error.isEmpty())
        return error;
    return identity;
}

} // namespace DigitSum
