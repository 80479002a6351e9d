// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/clientinfo.h"

#include <QCoreApplication>
#include <QString>

namespace DigitSum {

/// What the server window says about the service's values, in the user's language and by the
/// locale. Addresses and what peers sent come out the same everywhere.
class ClientTexts final
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::ClientTexts)

public:
    /// Why a client left: "said quit", "idle for too long".
    [[nodiscard]] static QString departure(CloseReason reason);
    [[nodiscard]] static QString framing(RequestParser::Framing framing);
    /// The beginning of a request as the service keeps it, escaped.
    [[nodiscard]] static QString request(const QByteArray &head);
};

} // namespace DigitSum
