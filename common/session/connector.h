// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/sessionerror.h"

#include <QBasicTimer>
#include <QHostAddress>
#include <QList>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

QT_FORWARD_DECLARE_CLASS(QHostInfo)
QT_FORWARD_DECLARE_CLASS(QTcpSocket)

namespace DigitSum {

/// Connects to the first address of a host that answers (Happy Eyeballs, RFC 8305): tries the
/// addresses one after the other without waiting long for any. The first socket that connects wins;
/// the other attempts are aborted. Ends with connected(), failed() or abort(); has no time limit of
/// its own. Its owner may call abort() and deleteLater() from any of its signals.
class Connector final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Connector)

public:
    using MakeSocket = std::function<std::unique_ptr<QTcpSocket>()>;

    /// RFC 8305 section 5: the recommended "Connection Attempt Delay".
    static constexpr std::chrono::milliseconds recommendedDelay{250};

    /// Calls \a makeSocket for each attempt, and starts the next attempt if an address has neither
    /// answered nor failed after \a delay.
    explicit Connector(MakeSocket makeSocket, std::chrono::milliseconds delay = recommendedDelay);

    /// Resolves \a host, a name or an address, and connects. Call this or connectTo() only once.
    /// May emit hostFound() and failed() before it returns.
    void connectToHost(const QString &host, quint16 port);
    /// Connects to one of \a addresses, in the order of interleaved().
    void connectTo(const QList<QHostAddress> &addresses, quint16 port);
    /// Ends all attempts at once, without a signal.
    void abort();

    /// The socket that connected. Call it once, when connected() is emitted.
    [[nodiscard]] std::unique_ptr<QTcpSocket> takeSocket();

    /// Returns \a addresses with alternating families, so that a broken family does not delay the
    /// other one (RFC 8305 section 4). Keeps the order within a family and the first address.
    [[nodiscard]] static QList<QHostAddress> interleaved(const QList<QHostAddress> &addresses);

Q_SIGNALS:
    void hostFound();
    void connected();
    /// All addresses failed. If one refused the connection, \a error says so; otherwise it is the
    /// last one, preferably not Unreachable.
    void failed(const DigitSum::SessionError &error);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void onLookedUp(const QHostInfo &info);
    void onFound(const QList<QHostAddress> &addresses);
    void startNext();
    void onConnected(QTcpSocket *socket);
    void onError(QTcpSocket *socket);
    void discard(QTcpSocket *socket);

    const MakeSocket m_makeSocket;
    const std::chrono::milliseconds m_delay;
    quint16 m_port = 0;
    int m_lookupId = -1;           // while it runs
    QList<QHostAddress> m_untried; // in the order of the attempts
    QList<QTcpSocket *> m_attempts;
    QTcpSocket *m_connected = nullptr; // until it is taken
    QBasicTimer m_nextAttempt;
    SessionError m_error; // of the failed attempts
};

} // namespace DigitSum
