// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QMetaType>

#include <chrono>

namespace DigitSum {

/// Numbers the requests of a session: 1, 2, 3, ... in the order asked, which is the order answered.
using ExchangeId = quint64;

/// A request and what became of it.
struct Exchange
{
    enum class Outcome : quint8 {
        Waiting, ///< not answered yet
        Sum,     ///< answered: sum
        Refused, ///< answered: not a string of digits
        Lost,    ///< the connection ended first; it may be asked again
    };

    ExchangeId id = 0;
    QByteArray request; ///< UTF-8 as sent; of one sent in parts, only Session::keptBytes
    qint64 requestBytes = 0;
    Outcome outcome = Outcome::Waiting;
    bool isResent = false; ///< a connection was lost, and it was asked again through another one
    quint64 sum = 0;
    qint64 askedAt = 0;                       ///< wall clock, ms since the epoch, UTC
    std::chrono::nanoseconds roundTripTime{}; ///< from the last byte handed over to the reply read
};

} // namespace DigitSum

Q_DECLARE_METATYPE(DigitSum::Exchange)
