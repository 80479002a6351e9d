// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/protocolwords.h"
#include "common/protocol/requestparser.h"
#include "server/transport/addresses.h"
#include "server/transport/tlsidentity.h"

#include <QHostAddress>
#include <QList>

#include <chrono>
#include <optional>

namespace DigitSum {

/// The configuration of a Service. The defaults are those of `digitsum-serverd`. Its functions are
/// defined beside the table of options, in serviceoptiontable.cpp.
struct ServiceOptions
{
    QList<QHostAddress> addresses = loopbackAddresses(); ///< addresses to listen on
    quint16 port = Words::defaultPort;                   ///< 0 picks a free port
    QList<qintptr> sockets; ///< listening sockets, used once in place of addresses and port
    RequestParser::Framing framing = RequestParser::Framing::Undecided; ///< Undecided: auto
    int threads = defaultThreads();
    int maxClients = largestMaxClients();
    int maxClientsPerAddress = 0;   ///< per PeerNetwork; 0: no limit
    int minRate = 0;                ///< bytes per second while a request arrives; 0: no limit
    int maxDigits = 0;              ///< per request; 0: no limit
    int outputLimit = 64 * 1024;    ///< bytes of unsent replies; about one reply more is possible
    std::optional<TlsIdentity> tls; ///< none: plain TCP
    /// Each connection starts with a PROXY header, and only proxyFrom may connect.
    bool proxyProtocol = false;
    QList<Network> proxyFrom = loopbackNetworks();
    /// For the PROXY header, and again for the TLS handshake.
    std::chrono::milliseconds handshakeTimeout{10'000};
    std::chrono::milliseconds idleTimeout{0};        ///< without input from the client; 0: no limit
    std::chrono::milliseconds outputTimeout{30'000}; ///< without the client accepting any output
    bool useQtEventDispatcher = false;               ///< for comparison with our own
    int bindRetries = 5;
    std::chrono::milliseconds bindRetryPause{500};
    std::chrono::milliseconds drainLimit{1'000};     ///< for the peer to close after a farewell
    std::chrono::milliseconds shutdownLimit{10'000}; ///< for a graceful stop as a whole
    /// How long a request may be slower than minRate. TCP resends a lost packet after 1, 2 and 4
    /// seconds, so three losses in a row must not count as slow.
    std::chrono::milliseconds slowRequestGrace{10'000};

    /// The preset --public, for servers open to strangers.
    [[nodiscard]] static ServiceOptions strict();

    /// The number of cores, at most 8.
    [[nodiscard]] static int defaultThreads();
    /// The limit of open descriptors, less a reserve for other uses.
    [[nodiscard]] static int largestMaxClients();
};

} // namespace DigitSum
