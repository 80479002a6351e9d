// SPDX-License-Identifier: MIT
#pragma once

#include <QMultiMap>
#include <QSsl>
#include <QString>

namespace DigitSum {

/// As QSslCertificate::subjectAlternativeNames().
using AlternativeNames = QMultiMap<QSsl::AlternativeNameEntryType, QString>;

/// Returns \a host as TLS names it: without the dot at the end of an absolute name, which neither
/// SNI (RFC 6066 section 3) nor certificates contain.
[[nodiscard]] QString tlsName(const QString &host);

/// Returns false if \a names of a certificate contain host names or addresses, but not \a host, a
/// name as tlsName() returns it, or an address. QSslSocket accepts a matching common name even
/// then; curl and OpenSSL compare it only if there are no such names. RFC 9525 section 6.3: a
/// wildcard is a whole label, the leftmost one.
[[nodiscard]] bool isAllowedBy(const AlternativeNames &names, const QString &host);

} // namespace DigitSum
