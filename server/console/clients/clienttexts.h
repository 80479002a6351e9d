// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/clientinfo.h"

#include <QCoreApplication>
#include <QString>

namespace DigitSum {

/// Texts for the service's values in the user's language.
class ClientTexts final
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::ClientTexts)

public:
    /// Why a client disconnected: "client quit", "idle for too long".
    [[nodiscard]] static QString departure(CloseReason reason);
    [[nodiscard]] static QString framing(RequestParser::Framing framing);
    /// Escapes \a head, the beginning of a request as the service keeps it, and appends "…" if the
    /// request may be longer.
    [[nodiscard]] static QString request(const QByteArray &head);
};

} // namespace DigitSum
