// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/clientinfo.h"
#include "server/service/requestrecorder.h"
#include "server/service/serviceoptions.h"

#include <QByteArray>
#include <QSslConfiguration>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <unordered_set>
#include <vector>

namespace DigitSum {

class ClientHandler;

/// What the handlers of one thread share; owned by their Worker.
struct HandlerContext
{
    ServiceOptions options;
    std::optional<QSslConfiguration> tls; ///< of their sockets, where they encrypt
    QByteArray greeting;                  ///< with its line end, if any
    QByteArray chunk;                     ///< scratch: what is being parsed
    QByteArray replies;                   ///< scratch: what it is answered with
    Totals totals;
    ClientHandler *watchedClosely = nullptr; ///< whose requests are recorded, if anybody's
    RequestRecorder recorder;
    bool isObserved = false;                        ///< somebody takes snapshots
    std::vector<ClientId> touched;                  ///< changed since the last, if observed
    std::unordered_set<ClientHandler *> watched;    ///< to be swept: they wait for something
    std::map<ClientId, ClientHandler *> handshakes; ///< under way, the oldest first
    std::function<void()> startSweeping;            ///< watched isn't empty any more
    std::function<void(ClientHandler &, CloseReason)> onGone; ///< deletes it later, not at once
    std::chrono::milliseconds wallClockOffset{}; ///< from the steady clock to ms since the epoch

    /// \a handler waits for something, and is to be swept; or no longer.
    void watch(ClientHandler *handler)
    {
        watched.insert(handler);
        startSweeping();
    }
    void unwatch(ClientHandler *handler) { watched.erase(handler); }

    /// In ms since the epoch, UTC.
    [[nodiscard]] qint64 wallClock(std::chrono::steady_clock::time_point time) const
    {
        const auto sinceStart =
            std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
        return (sinceStart + wallClockOffset).count();
    }
};

} // namespace DigitSum
