// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QMetaType>

#include <chrono>

namespace DigitSum {

/// Identifies a request within a session: 1, 2, 3, ... in the order of requests and of answers.
using ExchangeId = quint64;

/// A request and its outcome.
struct Exchange
{
    enum class Outcome : quint8 {
        Waiting, ///< not answered yet
        Sum,     ///< answered: sum
        Refused, ///< answered: not a string of digits
        Lost,    ///< the connection ended first; the request can be resent
    };

    ExchangeId id = 0;
    QByteArray request; ///< UTF-8 as sent; if in parts, at most Session::keptBytes
    qint64 requestBytes = 0;
    Outcome outcome = Outcome::Waiting;
    bool isResent = false; ///< sent again after a reconnect
    quint64 sum = 0;
    qint64 askedAt = 0;                       ///< wall clock, ms since the epoch, UTC
    std::chrono::nanoseconds roundTripTime{}; ///< from finish() to the reply
};

} // namespace DigitSum

Q_DECLARE_METATYPE(DigitSum::Exchange)
