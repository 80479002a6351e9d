// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/clientinfo.h"
#include "server/service/requestrecorder.h"
#include "server/service/serviceoptions.h"

#include <QByteArray>
#include <QSslConfiguration>

#include <chrono>
#include <map>
#include <optional>
#include <unordered_set>
#include <vector>

namespace DigitSum {

class ClientHandler;

/// What a handler reports to the worker that owns it.
class HandlerOwner
{
public:
    /// A handler has a deadline from now on; the owner must call ClientHandler::sweep() regularly.
    virtual void onDeadlineStarted() = 0;
    /// The connection is closed. Must delete \a handler later, not within this call.
    virtual void onGone(ClientHandler &handler, CloseReason reason) = 0;

protected:
    ~HandlerOwner() = default;
};

/// What the handlers of one service thread share. Owned by their Worker.
struct HandlerContext
{
    HandlerOwner &owner;
    ServiceOptions options;
    std::optional<QSslConfiguration> tls{}; ///< set if connections are encrypted
    QByteArray greeting{};                  ///< with its line end, if any
    QByteArray chunk{};                     ///< scratch buffer for reading
    QByteArray replies{};                   ///< scratch buffer for the replies to a chunk
    Totals totals{};

    ClientHandler *recorded = nullptr; ///< the client whose requests are recorded, if any
    RequestRecorder recorder{};
    bool isObserved = false;         ///< snapshots are being taken
    std::vector<ClientId> changed{}; ///< since the last snapshot, while observed

    std::unordered_set<ClientHandler *> waiting{};    ///< handlers with a deadline
    std::map<ClientId, ClientHandler *> handshakes{}; ///< in progress, oldest first

    std::chrono::milliseconds wallClockOffset{}; ///< from the steady clock to ms since the epoch

    void startWaiting(ClientHandler *handler)
    {
        waiting.insert(handler);
        owner.onDeadlineStarted();
    }
    void stopWaiting(ClientHandler *handler) { waiting.erase(handler); }

    /// Milliseconds since the epoch, UTC.
    [[nodiscard]] qint64 wallClock(std::chrono::steady_clock::time_point time) const
    {
        const auto sinceStart =
            std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
        return (sinceStart + wallClockOffset).count();
    }
};

} // namespace DigitSum
