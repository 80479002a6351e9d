// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/sessionerror.h"

#include <QSslError>

namespace DigitSum {

/// Returns why a TLS handshake failed, without host and port. Reports the most severe of the
/// certificate \a errors, if any; otherwise \a text, the TLS library's message.
[[nodiscard]] SessionError handshakeError(const QList<QSslError> &errors, const QString &text);

/// Returns whether \a bytes, received in place of a greeting, are a TLS alert.
[[nodiscard]] bool isTlsAlert(QByteArrayView bytes);

} // namespace DigitSum
