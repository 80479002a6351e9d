// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/clientinfo.h"
#include "server/service/requestrecorder.h"
#include "server/service/serviceoptions.h"

#include <QByteArray>
#include <QSslConfiguration>

#include <optional>

namespace DigitSum {

class ClientHandler;

/// What a handler reports to the worker that owns it.
class HandlerOwner
{
public:
    /// The TLS handshake of \a handler takes time; onHandshakeEnded() follows.
    virtual void onHandshakeStarted(ClientHandler &handler) = 0;
    virtual void onHandshakeEnded(ClientHandler &handler) = 0;
    /// From now on \a handler has a deadline: call ClientHandler::sweep() regularly.
    virtual void onDeadlineStarted(ClientHandler &handler) = 0;
    virtual void onDeadlineEnded(ClientHandler &handler) = 0;
    /// ClientHandler::info() has changed. Called once until ClientHandler::clearChanged().
    virtual void onChanged(ClientHandler &handler) = 0;
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
    QByteArray received{};                  ///< scratch buffer for reading
    QByteArray replies{};                   ///< scratch buffer for the replies to a chunk
    Totals totals{};
    RequestRecorder recorder{};
};

} // namespace DigitSum
