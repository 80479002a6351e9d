// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/requestparser.h"
#include "server/service/clientinfo.h"
#include "server/service/handlercontext.h"
#include "server/service/requestpace.h"
#include "server/transport/endpoint.h"
#include "server/transport/transport.h"

#include <QBasicTimer>
#include <QLoggingCategory>

#include <chrono>
#include <memory>

namespace DigitSum {

Q_DECLARE_LOGGING_CATEGORY(lcService)

/// One client: its transport, its parser, and the rules of the conversation. Lives in a service
/// thread, owned by its Worker; does all its work in that thread's event loop.
///
/// The way of a request: the transport is readable, read() takes what has arrived, answer() feeds
/// it to the parser, send() writes all replies at once. What the peer doesn't take is left to the
/// transport to send, and reading is paused until it has: memory is bounded in both directions.
///
///                            unsent replies
///     Handshaking --> Serving <-----------> Paused
///          |             |     all sent       |
///          |             | quit, notice,      | too slow, disconnected
///          |             v disconnected       |
///          |          Leaving <---------------+
///          |             | all sent: FIN follows
///          |             v
///          |          Draining
///          v             v
///         Gone <-------- from every state, when the transport reports that it is closed
///
/// enter() is the only function that changes the state. It also starts or cancels the deadline:
/// every state but Serving and Gone waits for the peer, and has one.
class ClientHandler final : public QObject, private TransportUser
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientHandler)

public:
    using Clock = std::chrono::steady_clock;

    /// The most that is read from a client at once.
    static constexpr qsizetype readLimit = 64 * 1024;
    /// The most TLS handshakes under way in a thread. One more, and the oldest is given up: an
    /// honest one takes milliseconds.
    static constexpr std::size_t mostHandshakes = 256;

    ClientHandler(ClientId id, HandlerContext &context, QObject *parent);

    /// Takes over a connected socket's descriptor. \returns false if that failed; it is closed
    /// then.
    [[nodiscard]] bool adopt(qintptr descriptor, const Caller &caller);
    /// Greets, and begins the conversation.
    void serve();
    /// Says that the server is full, in place of the greeting, and closes.
    void turnAway();

    /// Says farewell and closes.
    void disconnectPolitely();
    /// Closes with a reset.
    void reset(CloseReason reason);
    /// From now on, as soon as every complete request that has arrived is answered, says that the
    /// server is shutting down, and closes.
    void shutDown();
    /// For a client that has been silent since shutDown(): there is nothing to wait for.
    void finishShutDown();

    /// Called now and then while it is watched: enforces the limits on what it waits for.
    void sweep(Clock::time_point now);
    /// Called now and then for everybody, where there is such a limit: enforces those on who sends
    /// nothing, or too slowly.
    void checkPace(Clock::time_point now);

    [[nodiscard]] ClientId id() const noexcept { return m_id; }
    [[nodiscard]] ClientInfo info() const;
    /// Whether somebody who watches wants to know of it: a health check is none of the clients.
    [[nodiscard]] bool isNews() const noexcept { return !m_caller.isHealthCheck; }
    void markSeen() noexcept { m_isTouched = false; } ///< by a snapshot

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    enum class State : quint8 {
        Handshaking, ///< not established; a deadline only once serve() had to wait
        Serving,     ///< reads requests and answers them
        Paused,      ///< does not read until the peer takes its replies
        Leaving,     ///< the last notice is written, but not all of it is sent
        Draining,    ///< FIN is sent; waits for the peer's FIN and drops what arrives
        Gone,        ///< the transport is closed
    };

    void enter(State state);
    [[nodiscard]] std::chrono::milliseconds timeLimit() const;
    void onEstablished() override;
    void onReadable() override { read(); }
    void onProgress() override;
    void onClosed(bool isOrderly) override;

    void read();
    void closeIfShutdownRequested();
    void answer(QByteArrayView bytes, bool isAll);
    void endOfInput();
    void sendReplies();
    void send(QByteArrayView bytes);
    [[nodiscard]] bool isRecorded() const { return m_context.watchedClosely == this; }
    void close(CloseReason reason);
    void closePolitely(CloseReason reason, QByteArrayView words);
    void sendEndIfAllSent();
    void waitForQuiet();
    void resume();
    void touch();
    void log(const QString &event) const;
    [[nodiscard]] bool isServing() const { return m_state == State::Serving; }
    [[nodiscard]] ClientInfo::Activity activity() const;

    const ClientId m_id;
    HandlerContext &m_context;
    std::unique_ptr<Transport> m_transport;
    RequestParser m_parser;
    QByteArray m_held; // read, but not parsed: there was no room for the replies

    Caller m_caller;
    State m_state = State::Handshaking;
    CloseReason m_reason = CloseReason::ClosedByPeer;

    // Independent of the state:
    bool m_isTurnedAway = false;        // says "full" in place of the greeting
    bool m_isShutdownRequested = false; // leaves once all that has arrived is answered
    bool m_isTouched = false;           // listed for the next snapshot

    QBasicTimer m_quietTimer;
    Clock::time_point m_since;
    Clock::time_point m_lastRead;     // bytes last came in
    Clock::time_point m_waitingSince; // the deadline counts from here: the last progress
    RequestPace m_pace;
    quint64 m_bytesIn = 0;
    quint64 m_bytesOut = 0;
    quint64 m_countedRequests = 0; // in the totals
    quint64 m_countedRefused = 0;
};

} // namespace DigitSum
