// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

#include <variant>

namespace DigitSum {

/// Who a server is, in TLS: its certificate, with those that lead to its authority, and its key.
/// A plain value.
struct TlsIdentity
{
    QList<QSslCertificate> chain; ///< the server's own first
    QSslKey key;

    /// For a server's sockets: TLS 1.2 or 1.3, and clients needn't have certificates.
    [[nodiscard]] QSslConfiguration configuration() const;
};

/// Reads both from PEM files, and tries them. \returns a one-line error where that failed: the key
/// isn't that of the certificate, for example. Blocks as reading small files does.
[[nodiscard]] std::variant<TlsIdentity, QString> readTlsIdentity(const QString &certificateFile,
                                                                 const QString &keyFile);

} // namespace DigitSum
