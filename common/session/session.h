// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/replyparser.h"
#include "common/session/exchangequeue.h"
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

/// One conversation with a digit-sum server, seen from the client: connects, finds out the
/// server's framing, asks, matches replies with requests, and leaves politely.
///
///     Disconnected --open--> LookingUp --> Connecting --greeting--> Connected --close--> Closing
///          ^                     |              |                       |                   |
///          |                     +--------------+----- any error -------+                   |
///          |                                    v                                           |
///          +------------- open ---------------- Lost                       farewell --------+
///
/// Requests are pipelined to a line-framed server; a raw one gets them one at a time, in pieces
/// that it can read. A request may be given whole (ask) or in parts of any size (append, finish),
/// so that its length is bounded by nothing here. Memory is bounded as long as the caller heeds
/// wantsMore(). Lives in one thread, with an event loop; nothing here blocks.
///
/// It can connect again by itself (setReconnecting). Then Reconnecting takes the place of Lost, and
/// the way goes on from there:
///
///     any error --> Reconnecting --pause--> LookingUp --> Connecting --> Connected or Closing
///
/// Adding digits up twice does no harm, so what was asked and not answered is asked again, in
/// order; each request gets one answer. Only a request given in parts, of which more than keptBytes
/// was sent, ends as Lost.
class Session final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Session)

public:
    enum class State : quint8 {
        Disconnected, ///< not connected, and nothing is wrong
        LookingUp,    ///< asking for the address of the host's name
        Connecting,   ///< waiting for the connection, then for the greeting
        Connected,    ///< requests can be asked
        Closing,      ///< `quit` was asked; waiting for replies and farewell
        Reconnecting, ///< not connected because of error(); tries again after untilNextTry()
        Lost,         ///< not connected because of error()
    };
    Q_ENUM(State)

    enum class Framing : quint8 { Unknown, Line, Raw };
    Q_ENUM(Framing)

    /// How long to wait for people's patience; tests are less patient.
    struct Limits
    {
        std::chrono::milliseconds connect{10'000}; ///< until the greeting
        std::chrono::milliseconds farewell{3'000}; ///< without progress while Closing
        Reconnector::Limits reconnect{};
    };

    /// Of a request sent in parts, how much Exchange::request keeps.
    static constexpr qsizetype keptBytes = ExchangeQueue::keptBytes;
    /// The most requests under way, answered or not, before wantsMore() says no.
    static constexpr qsizetype mostWaiting = 10'000;
    /// The most bytes of them kept, before wantsMore() says no.
    static constexpr qsizetype mostWaitingBytes = 8 * 1024 * 1024;
    /// The most bytes waiting to be sent before wantsMore() says no.
    static constexpr qint64 mostUnsentBytes = 256 * 1024;

    explicit Session(QObject *parent = nullptr);
    Session(Limits limits, QObject *parent = nullptr);
    ~Session() override; ///< closes without a farewell and without signals

    /// Connects to \a host, a name or an address. Only while Disconnected or Lost.
    void open(const QString &host, quint16 port, const TlsOptions &tls = {});
    /// Leaves politely: what was asked is answered first, then comes the farewell; if meanwhile the
    /// connection is lost, another one brings the answers. Before or between connections there is
    /// no politeness: waiting requests end as Lost.
    void close();
    /// Leaves at once; what waits for an answer ends as Lost.
    void abort();

    /// Whether to connect again by itself, from the next failure on. To begin with: Never.
    void setReconnecting(Reconnect mode) { m_reconnector.setMode(mode); }
    [[nodiscard]] Reconnect reconnecting() const noexcept { return m_reconnector.mode(); }
    /// While Reconnecting; zero if the next try is due.
    [[nodiscard]] std::chrono::milliseconds untilNextTry() const;

    /// Asks one request, UTF-8 without a line feed. Only while Connected. `quit` and `exit` are no
    /// requests: they leave, as close() does.
    /// \returns its number, or 0 if it was not taken: not Connected, or it holds a line feed.
    ExchangeId ask(const QByteArray &request);
    /// Goes on with the request that finish() completes; begins it where none has begun. For long
    /// requests: the word `quit` must not come in parts.
    /// \returns false if it was not taken, as for ask().
    bool append(QByteArrayView part);
    /// Completes the request that append() began, or asks an empty one. \returns as ask().
    ExchangeId finish();

    /// Whether another request, or part of one, is welcome now; after a no, readyForMore() follows.
    [[nodiscard]] bool wantsMore() const;

    [[nodiscard]] State state() const noexcept { return m_state; }
    /// While Lost or Reconnecting, and during the tries that follow.
    [[nodiscard]] const SessionError &error() const noexcept { return m_error; }
    [[nodiscard]] Framing framing() const noexcept;
    [[nodiscard]] QString host() const { return m_host; } ///< as last opened
    [[nodiscard]] quint16 port() const noexcept { return m_port; }
    [[nodiscard]] const TlsOptions &tls() const noexcept { return m_tls; }
    [[nodiscard]] QString peerAddress() const; ///< numeric; empty if not connected
    [[nodiscard]] qsizetype waiting() const noexcept { return m_queue.waiting(); }

Q_SIGNALS:
    void stateChanged(DigitSum::Session::State state);
    /// Requests were answered, or lost, in the order asked: all that one read brought.
    void answered(const QList<DigitSum::Exchange> &exchanges);
    /// The server said farewell, in its words; Disconnected follows.
    void saidFarewell(const QString &text);
    /// wantsMore() has said no, and says yes now.
    void readyForMore();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    using Clock = ExchangeQueue::Clock;

    void setState(State state);
    void tryToConnect();
    void onHostFound();
    void onReceived(const QList<Reply> &replies);
    void onGreeted();
    void onFailed(const SessionError &error);

    void askAgain();
    [[nodiscard]] std::optional<Exchange> takeAnswer(const Reply &reply);
    void takeParting(const Reply &reply);
    void sendNextPiece();
    void sendQuitWhenDue();
    [[nodiscard]] QList<Exchange> takeLost();
    void noteReadiness();
    void fail(const SessionError &error);
    void awaitNextTry(std::chrono::milliseconds pause);
    void end(State state);
    void letGo();
    void turnTo(State state, const QList<Exchange> &lost);

    const Limits m_limits;
    std::unique_ptr<Connection> m_connection;
    QString m_host;
    quint16 m_port = 0;
    TlsOptions m_tls;
    State m_state = State::Disconnected;
    SessionError m_error;

    RequestSender m_sender;
    bool m_isLeaving = false; // close() was called
    bool m_hasSentQuit = false;
    mutable bool m_hasSaidNo = false; // wantsMore(): who asked is told when it has changed

    ExchangeQueue m_queue;

    Reconnector m_reconnector;
    Clock::time_point m_nextTry; // while Reconnecting
    QBasicTimer m_timer;         // the end of Closing or Reconnecting
};

} // namespace DigitSum
