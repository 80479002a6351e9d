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
/// thread, owned by its Worker; all its work happens in that thread's event loop.
///
/// A request's way: the transport pushes what has arrived to onReceived(), answer() feeds it to the
/// parser, send() writes all replies at once. The transport keeps what the peer does not take, and
/// reading is paused until that is sent, so memory is bounded in both directions.
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

    /// Maximum number of bytes read from a client at once.
    static constexpr qsizetype readLimit = 64 * 1024;
    ClientHandler(ClientId id, HandlerContext &context, QObject *parent);

    /// Takes ownership of a connected socket's descriptor. Closes it and returns false on failure.
    [[nodiscard]] bool adopt(qintptr descriptor, const PeerInfo &peerInfo);
    /// Starts the handshake, if any, and the conversation.
    void serve();
    /// Sends the notice that the server is full in place of the greeting, and closes.
    void reject();

    /// Sends the farewell and closes.
    void disconnectPolitely();
    /// Closes at once, without a farewell.
    void close(CloseReason reason);
    /// Closes with a reset (RST).
    void reset(CloseReason reason);
    /// Closes with the shutdown notice as soon as every complete request received is answered.
    void shutDown();
    /// Closes a client that has been silent since shutDown().
    void finishShutDown();

    /// Called periodically while this client waits for something; enforces its deadline. Here and
    /// below, \a lost is a recent time in which the thread did not look at its clients. It counts
    /// towards no limit.
    void sweep(Clock::time_point now, Clock::duration lost);
    /// Called periodically for every client if idle time or pace is limited; enforces those limits.
    void checkPace(Clock::time_point now, Clock::duration lost);

    [[nodiscard]] ClientId id() const noexcept { return m_id; }
    [[nodiscard]] ClientInfo info() const;
    /// False for health checks; snapshots leave them out.
    [[nodiscard]] bool isReported() const noexcept { return !m_peer.isHealthCheck; }
    void clearChanged() noexcept { m_isChanged = false; } ///< a snapshot has info()

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
    [[nodiscard]] bool hasPeerTakenBytes();
    [[nodiscard]] bool isIdle() const;
    [[nodiscard]] std::chrono::microseconds quietTime() const;
    void onEstablished() override;
    void onReceived(QByteArrayView bytes, bool isAll) override;
    void onEnd() override;
    void onProgress() override;
    void onClosed(bool isOrderly) override;

    void closeIfShutdownRequested();
    void answer(QByteArrayView bytes, bool isAll);
    void sendReplies();
    void send(QByteArrayView bytes);
    [[nodiscard]] bool isRecorded() const { return m_context.recorder.isRecording(m_id); }
    void closePolitely(CloseReason reason, QByteArrayView words);
    void sendEndIfAllSent();
    void waitForQuiet();
    void resume();
    void markChanged();
    void log(const QString &event) const;
    [[nodiscard]] bool isServing() const { return m_state == State::Serving; }
    [[nodiscard]] ClientInfo::Activity activity() const;

    const ClientId m_id;
    HandlerContext &m_context;
    std::unique_ptr<Transport> m_transport;
    RequestParser m_parser;
    QByteArray m_held; // read, but not parsed: there was no room for the replies

    PeerInfo m_peer;
    State m_state = State::Handshaking;
    CloseReason m_reason = CloseReason::ClosedByPeer;

    // Independent of the state:
    bool m_isRejected = false;          // says "full" in place of the greeting
    bool m_isShutdownRequested = false; // leaves once all that had arrived by then is answered
    bool m_isChanged = false;           // since the last snapshot

    QBasicTimer m_quietTimer;
    Clock::time_point m_since;
    Clock::time_point m_lastRead;     // bytes last came in
    Clock::time_point m_waitingSince; // the deadline counts from here: the last progress
    qint64 m_unacknowledged = 0;      // bytes under way to the peer at the last sweep
    qint64 m_beforeShutdown = 0; // bytes that had arrived when it was requested, and are unread
    RequestPace m_pace;
    quint64 m_bytesIn = 0;
    quint64 m_bytesOut = 0;
    quint64 m_countedRequests = 0; // in the totals
    quint64 m_countedRefused = 0;
};

} // namespace DigitSum
