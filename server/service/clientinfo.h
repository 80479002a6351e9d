// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/requestparser.h"

#include <QByteArray>
#include <QHostAddress>
#include <QLatin1StringView>
#include <QList>
#include <QMetaType>

#include <chrono>

namespace DigitSum {

/// A client's number, from 1 in the order accepted; never reused.
using ClientId = quint64;

/// Why a conversation ended.
enum class CloseReason : quint8 {
    SaidQuit,         ///< the client left politely
    ClosedByPeer,     ///< the client closed its connection
    Lost,             ///< reset, or the network failed
    Full,             ///< rejected: the client limit was reached
    Idle,             ///< the idle limit passed
    ReadTooSlowly,    ///< did not take its replies
    RequestTooSlow,   ///< its request arrived below the minimum rate
    RequestTooLong,   ///< its request has more digits than allowed
    HandshakeFailed,  ///< TLS handshake error
    HandshakeTooSlow, ///< timed out, or displaced by too many newer handshakes
    ShutDown,         ///< the service stopped
    Disconnected,     ///< by the operator, politely
    Reset,            ///< by the operator, at once
};

/// Converts to milliseconds since the epoch, UTC, as the clock stood at the first call: differences
/// between two such times are right even if the clock is set in between.
[[nodiscard]] qint64 wallClock(std::chrono::steady_clock::time_point time);

/// The reason as the log has it, in English. Windows translate their own texts.
[[nodiscard]] QLatin1StringView reasonText(CloseReason reason);

/// A client at the time of a snapshot.
struct ClientInfo
{
    enum class Activity : quint8 {
        Open,
        Paused,  ///< not read from until it takes its replies
        Closing, ///< farewell or notice sent; waits for the peer's FIN
    };

    ClientId id = 0;
    QHostAddress address;
    quint16 port = 0;
    qint64 since = 0;        ///< wall clock, ms since the epoch, UTC
    qint64 lastActivity = 0; ///< time of the last bytes received, same unit
    RequestParser::Framing framing = RequestParser::Framing::Undecided;
    Activity activity = Activity::Open;
    bool isEncrypted = false; ///< through TLS
    quint64 requests = 0;
    quint64 refused = 0; ///< of the requests
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;
    QByteArray lastRequest; ///< its first bytes, unescaped
};

/// A client whose connection is closed.
struct Departure
{
    ClientInfo client; ///< as it was at the end
    CloseReason reason = CloseReason::ClosedByPeer;
    qint64 at = 0; ///< wall clock, ms since the epoch, UTC
};

/// Sums over all clients since the service started, departed ones included.
struct Totals
{
    quint64 clients = 0;  ///< connected now
    quint64 accepted = 0; ///< since the start, without rejected ones
    quint64 rejected = 0; ///< because the service was full
    quint64 requests = 0;
    quint64 refused = 0;
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;

    bool operator==(const Totals &other) const = default;
    Totals &operator+=(const Totals &other)
    {
        clients += other.clients;
        accepted += other.accepted;
        rejected += other.rejected;
        requests += other.requests;
        refused += other.refused;
        bytesIn += other.bytesIn;
        bytesOut += other.bytesOut;
        return *this;
    }
};

/// A recorded request and its reply.
struct RecordedRequest
{
    ClientId client = 0;
    quint64 number = 0; ///< among the client's requests, from 1
    qint64 at = 0;      ///< when it was answered: wall clock, ms since the epoch, UTC
    QByteArray request; ///< its first bytes, as the peer sent them: escape before showing
    QByteArray reply;   ///< without the line end
};

/// Changes since the previous snapshot. Health checks appear only in the totals.
struct Snapshot
{
    QList<ClientInfo> changed;     ///< new clients, and those that did something; in no order
    QList<Departure> departures;   ///< in no order; each client departs once, turned-away ones too
    quint64 departuresDropped = 0; ///< more left than a snapshot keeps
    QList<RecordedRequest> recorded; ///< requests of the recorded client, oldest first
    Totals totals;
    quint64 connections = 0; ///< open now; unlike Totals::clients with those being rejected
};

} // namespace DigitSum

Q_DECLARE_METATYPE(DigitSum::Snapshot)
