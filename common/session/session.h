// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/replyparser.h"
#include "common/session/exchangequeue.h"
#include "common/session/progresswatch.h"
#include "common/session/reconnector.h"
#include "common/session/requestsender.h"
#include "common/session/sessionerror.h"
#include "common/session/tlsoptions.h"

#include <QBasicTimer>
#include <QList>
#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace DigitSum {

class Connection;

/// One conversation with a digit-sum server, seen from the client: connects, detects the server's
/// framing, sends requests, matches replies with them, and disconnects cleanly.
///
///     Disconnected --open--> LookingUp --> Connecting --greeting--> Connected --close--> Closing
///          ^                     |              |                       |                   |
///          |                     +--------------+----- any error -------+                   |
///          |                                    v                                           |
///          +------------- open ---------------- Lost                       farewell --------+
///
/// With setReconnecting(), Reconnecting takes the place of Lost:
///
///     any error --> Reconnecting --pause--> LookingUp --> Connecting --> Connected or Closing
///
/// After close(), one `quit` per connection follows the requests:
///
///     NotWanted --close--> Due --all requests sent--> Sent --reconnect--> Due
///
/// Requests to a line-framed server are pipelined. A raw server gets one request at a time, in
/// pieces short enough for it to read. A request can be passed whole (ask) or in parts of any size
/// (append, finish), so its length is unlimited. Memory is bounded as long as the caller heeds
/// wantsMore().
///
/// After a reconnect, unanswered requests are sent again, in order. This is safe because a digit
/// sum has no side effects; each request gets one answer. Only a request passed in parts, of which
/// more than keptBytes was sent, ends as Lost.
///
/// A server that makes no progress with what it owes (ProgressWatch) counts as lost: the connection
/// is closed with SessionError::Kind::Unresponsive.
///
/// Lives in one thread with an event loop and never blocks.
class Session final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Session)

public:
    enum class State : quint8 {
        Disconnected, ///< not connected, no error
        LookingUp,    ///< resolving the host name
        Connecting,   ///< waiting for the connection, then for the greeting
        Connected,    ///< accepts requests
        Closing,      ///< after close(); waiting for replies and the farewell
        Reconnecting, ///< not connected because of error(); retries after untilNextTry()
        Lost,         ///< not connected because of error()
    };
    Q_ENUM(State)

    enum class Framing : quint8 { Unknown, Line, Raw };
    Q_ENUM(Framing)

    /// Timeouts.
    struct Limits
    {
        std::chrono::milliseconds connect{10'000}; ///< until the greeting
        std::chrono::milliseconds reply{20'000};   ///< without progress while requests are pending
        std::chrono::milliseconds farewell{3'000}; ///< without progress while Closing
        Reconnector::Limits reconnect{};
    };

    /// Maximum size of Exchange::request for a request passed in parts.
    static constexpr qsizetype keptBytes = ExchangeQueue::keptBytes;
    /// Number of unanswered requests at which wantsMore() becomes false.
    static constexpr qsizetype maxWaiting = 10'000;
    /// Number of bytes kept of them at which wantsMore() becomes false.
    static constexpr qsizetype maxWaitingBytes = 8 * 1024 * 1024;
    /// Number of unsent bytes at which wantsMore() becomes false.
    static constexpr qint64 maxUnsentBytes = 256 * 1024;

    explicit Session(QObject *parent = nullptr);
    Session(Limits limits, QObject *parent = nullptr);
    ~Session() override; ///< closes without a farewell and without signals

    /// Connects to \a host, a name or an address. Ignored unless Disconnected or Lost.
    void open(const QString &host, quint16 port, const TlsOptions &tls = {});
    /// Waits for the pending replies, sends `quit` and waits for the farewell. Reconnects if the
    /// connection is lost meanwhile. If not connected, pending requests end as Lost at once.
    void close();
    /// Disconnects at once; pending requests end as Lost.
    void abort();

    /// Sets when to reconnect, from the next failure on. Never by default. A farewell that was not
    /// asked for also counts as a failure then; without reconnecting, only if requests are pending.
    void setReconnecting(Reconnect mode) { m_reconnector.setMode(mode); }
    [[nodiscard]] Reconnect reconnecting() const noexcept { return m_reconnector.mode(); }
    /// Time to the next retry while Reconnecting; zero if it is due.
    [[nodiscard]] std::chrono::milliseconds untilNextTry() const;

    /// Sends one request, UTF-8 without a line feed. `quit` and `exit` call close() instead.
    /// Returns the request's id, or 0 if it was rejected: not Connected, or it has a line feed.
    ExchangeId ask(const QByteArray &request);
    /// Sends a part of a request that finish() completes. For long requests; the word `quit` is not
    /// recognized here. Returns false if the part was rejected, as by ask().
    bool append(QByteArrayView part);
    /// Completes the request that append() began, or sends an empty one. Returns as ask().
    ExchangeId finish();

    /// Returns whether there is room for another request or part. After false, readyForMore()
    /// is emitted once there is.
    [[nodiscard]] bool wantsMore() const;

    [[nodiscard]] State state() const noexcept { return m_state; }
    /// The last failure; cleared by open() and by the next greeting.
    [[nodiscard]] const SessionError &error() const noexcept { return m_error; }
    [[nodiscard]] Framing framing() const noexcept;
    [[nodiscard]] QString host() const { return m_host; } ///< as last opened
    [[nodiscard]] quint16 port() const noexcept { return m_port; }
    [[nodiscard]] const TlsOptions &tls() const noexcept { return m_tls; }
    [[nodiscard]] QString peerAddress() const; ///< numeric; empty if not connected
    [[nodiscard]] qsizetype waiting() const noexcept { return m_queue.waiting(); }

Q_SIGNALS:
    void stateChanged(DigitSum::Session::State state);
    /// Requests were answered or lost, in the order of ask(); one signal for each read.
    void answered(const QList<DigitSum::Exchange> &exchanges);
    /// The server said goodbye with \a text; Disconnected follows. Unless Closing, nobody asked for
    /// it.
    void saidFarewell(const QString &text);
    /// wantsMore() has returned false and would return true now.
    void readyForMore();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    using Clock = ExchangeQueue::Clock;

    enum class Quit : quint8 { NotWanted, Due, Sent };

    void setState(State state, const QList<Exchange> &lost = {});
    void connectToServer();
    void onReceived(const QList<Reply> &replies);
    void onGreeted();

    void resendRequests();
    [[nodiscard]] std::optional<Exchange> completeOldest(const Reply &reply);
    void onFinalReply(const Reply &reply);
    void sendNextPiece();
    void sendQuitWhenDue();
    void watchProgress();
    void checkProgress();
    void notifyIfReady();
    void fail(const SessionError &error);
    void scheduleReconnect(std::chrono::milliseconds pause);
    void end(State state);
    void dropConnection();

    const Limits m_limits;
    std::unique_ptr<Connection> m_connection;
    QString m_host;
    quint16 m_port = 0;
    TlsOptions m_tls;
    State m_state = State::Disconnected;
    SessionError m_error;

    RequestSender m_sender;
    Quit m_quit = Quit::NotWanted;
    mutable bool m_owesReadyForMore = false; // wantsMore() has returned false

    ExchangeQueue m_queue;

    Reconnector m_reconnector;
    Clock::time_point m_nextTry; // while Reconnecting
    QBasicTimer m_pause;         // ends Reconnecting

    ProgressWatch m_progress;
    QBasicTimer m_progressCheck; // runs while the server owes a message
};

} // namespace DigitSum
