// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/protocolwords.h"
#include "common/protocol/requestparser.h"
#include "server/transport/endpoint.h"
#include "server/transport/tlsidentity.h"

#include <QHostAddress>
#include <QList>

#include <chrono>
#include <optional>
#include <variant>

QT_BEGIN_NAMESPACE
class QCommandLineParser;
QT_END_NAMESPACE

namespace DigitSum {

/// What a Service is told. A plain value; the defaults are what `digitsum-serverd` does.
struct ServiceOptions
{
    QList<QHostAddress> addresses = loopbackAddresses(); ///< to listen on
    quint16 port = Words::defaultPort;                   ///< 0: one that is free
    QList<qintptr> sockets; ///< that listen already; in place of addresses and port, for one start
    RequestParser::Framing framing = RequestParser::Framing::Undecided; ///< Undecided: auto
    int threads = defaultThreads();
    int maxClients = largestMaxClients();
    int maxClientsPerAddress = 0;   ///< of an IPv6 network of 64 bits, as one; 0: no limit
    int minRate = 0;                ///< bytes per second within a request that has begun; 0: any
    int maxDigits = 0;              ///< of a request; 0: no limit
    int outputLimit = 64 * 1024;    ///< bytes of replies unsent, and about one reply more
    std::optional<TlsIdentity> tls; ///< to encrypt; none: plain TCP
    /// A PROXY header says whose a connection is, and only proxyFrom may connect.
    bool proxyProtocol = false;
    QList<Network> proxyFrom = loopbackNetworks();
    /// For the PROXY header, and then until TLS is agreed on.
    std::chrono::milliseconds handshakeTimeout{10'000};
    std::chrono::milliseconds idleTimeout{0};        ///< without a byte from the client; 0: none
    std::chrono::milliseconds outputTimeout{30'000}; ///< without progress of unsent replies
    bool useQtEventDispatcher = false; ///< in place of the fastest one, to compare them
    int bindRetries = 5;
    std::chrono::milliseconds bindRetryPause{500};
    std::chrono::milliseconds drainLimit{1'000};     ///< for the peer's end after a farewell
    std::chrono::milliseconds shutdownLimit{10'000}; ///< for a graceful stop, all in all
    /// For how long a request may be slower than minRate. A lost packet is sent again after 1, 2
    /// and 4 seconds: who is unlucky three times in a row isn't slow.
    std::chrono::milliseconds slowRequestGrace{10'000};

    /// For servers open to strangers: nobody may hold a place without using it.
    [[nodiscard]] static ServiceOptions strict();

    /// 127.0.0.1, and ::1 where this computer has one.
    [[nodiscard]] static QList<QHostAddress> loopbackAddresses();
    /// Every address that means this computer: 127.0.0.0/8 and ::1.
    [[nodiscard]] static QList<Network> loopbackNetworks();
    /// All interfaces: 0.0.0.0, and :: where this computer speaks IPv6.
    [[nodiscard]] static QList<QHostAddress> anyAddresses();
    /// The number of cores, at most 8.
    [[nodiscard]] static int defaultThreads();
    /// What the limit of open descriptors allows, less a reserve for everything else.
    [[nodiscard]] static int largestMaxClients();
};

/// The options that every program with a service has, under one name and with one help text.
void addServiceOptions(QCommandLineParser &parser);

/// What the command line says, or a one-line error that names the option and what it takes.
/// \a parser has parsed it.
[[nodiscard]] std::variant<ServiceOptions, QString>
serviceOptionsFrom(const QCommandLineParser &parser);

} // namespace DigitSum
