// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

#include <variant>

namespace DigitSum {

/// A TLS server's certificate chain and private key. A plain value.
struct TlsIdentity
{
    QList<QSslCertificate> chain; ///< the server's own first
    QSslKey key;

    /// The configuration of a server's sockets: TLS 1.2 or later, no client certificates.
    [[nodiscard]] QSslConfiguration configuration() const;
};

/// Reads both from PEM files and checks that they are valid, match, and suit OpenSSL. Returns a
/// one-line error on failure. Blocks while it reads the files.
[[nodiscard]] std::variant<TlsIdentity, QString> readTlsIdentity(const QString &certificateFile,
                                                                 const QString &keyFile);

} // namespace DigitSum
