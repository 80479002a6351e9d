// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/sessionerror.h"

#include <QSslError>

namespace DigitSum {

/// Why a TLS handshake failed, as an error without host and port. \a errors are what is wrong with
/// the certificate of the server, if anything is: the worst of them is told. \a text is the TLS
/// library's.
[[nodiscard]] SessionError handshakeError(const QList<QSslError> &errors, const QString &text);

/// Whether what a server said in place of a greeting is TLS: an alert, since we said nothing.
[[nodiscard]] bool isTlsAlert(QByteArrayView bytes);

} // namespace DigitSum
