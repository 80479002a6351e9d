// SPDX-License-Identifier: MIT
#include "server/service/clientinfo.h"

#include <QDateTime>

namespace DigitSum {

qint64 wallClock(std::chrono::steady_clock::time_point time)
{
    using std::chrono::milliseconds;
    static const auto offset =
        milliseconds(QDateTime::currentMSecsSinceEpoch())
        - std::chrono::floor<milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
    return (std::chrono::floor<milliseconds>(time.time_since_epoch()) + offset).count();
}

QLatin1StringView reasonText(CloseReason reason)
{
    switch (reason) {
    case CloseReason::SaidQuit:
        return QLatin1StringView("client quit");
    case CloseReason::ClosedByPeer:
        return QLatin1StringView("closed by peer");
    case CloseReason::Lost:
        return QLatin1StringView("connection lost");
    case CloseReason::Full:
        return QLatin1StringView("rejected, server is full");
    case CloseReason::Idle:
        return QLatin1StringView("idle for too long");
    case CloseReason::ReadTooSlowly:
        return QLatin1StringView("reading too slowly");
    case CloseReason::RequestTooSlow:
        return QLatin1StringView("request too slow");
    case CloseReason::RequestTooLong:
        return QLatin1StringView("request too long");
    case CloseReason::HandshakeFailed:
        return QLatin1StringView("TLS handshake failed");
    case CloseReason::HandshakeTooSlow:
        return QLatin1StringView("TLS handshake too slow");
    case CloseReason::ShutDown:
        return QLatin1StringView("server is shutting down");
    case CloseReason::Disconnected:
        return QLatin1StringView("disconnected by the operator");
    case CloseReason::Reset:
        return QLatin1StringView("reset by the operator");
    }
    return {};
}

} // namespace DigitSum
