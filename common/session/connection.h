// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/replyparser.h"
#include "common/session/connector.h"
#include "common/session/progresswatch.h"
#include "common/session/sessionerror.h"
#include "common/session/tlsoptions.h"

#include <QBasicTimer>
#include <QObject>
#include <QSslConfiguration>

#include <chrono>
#include <memory>

QT_FORWARD_DECLARE_CLASS(QSslSocket)
QT_FORWARD_DECLARE_CLASS(QTcpSocket)

namespace DigitSum {

/// One connection of a session to a server: the socket, encrypted or not, and the parser of the
/// server's replies. Ends with failed() or with abort(). Its owner may call abort() and
/// deleteLater() from any of its signals.
class Connection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Connection)

public:
    Connection();
    ~Connection() override;

    /// Connects; fails if no greeting arrives within \a limit. Call it only once. Emits failed()
    /// before it returns if \a tls is not available.
    void open(const QString &host, quint16 port, const TlsOptions &tls,
              std::chrono::milliseconds limit);
    /// Disconnects at once, without a signal.
    void abort();

    [[nodiscard]] ReplyParser::Phase phase() const noexcept { return m_parser.phase(); }
    [[nodiscard]] bool isGreeted() const noexcept; ///< by a digit-sum server
    /// Sends \a bytes as soon as the socket takes them. Call it only after the greeting.
    void send(QByteArrayView bytes);
    [[nodiscard]] qint64 unsentBytes() const;
    [[nodiscard]] ProgressWatch::Outgoing outgoing() const;
    [[nodiscard]] QString peerAddress() const; ///< numeric; empty if not connected

Q_SIGNALS:
    void hostFound();
    /// One read from the server; \a replies is empty if it completed none.
    void received(const QList<DigitSum::Reply> &replies);
    void sentSome();
    /// The connection has ended; no signal follows. \a error has neither host nor port.
    void failed(const DigitSum::SessionError &error);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    [[nodiscard]] std::unique_ptr<QTcpSocket> makeSocket() const;
    void onConnected();
    void startTls();
    void verifyName();
    void onSent(qint64 bytes);
    void onReadyRead();
    void onError();
    void onQuietTimeout();
    void deliver(const QList<Reply> &replies);
    void fail(const SessionError &error);

    Connector m_connector;
    TlsOptions::Mode m_tlsMode = TlsOptions::Mode::Off;
    QSslConfiguration m_tlsConfiguration;
    QString m_tlsName;                    // that the server's certificate must have
    std::unique_ptr<QTcpSocket> m_socket; // once connected
    QSslSocket *m_tlsSocket = nullptr;    // the same socket if encrypted
    ReplyParser m_parser;
    qint64 m_sentBytes = 0; // taken by the kernel
    QBasicTimer m_deadline; // of the greeting
    QBasicTimer m_quiet;    // detects a greeting without a line end
    bool m_isOver = false;
};

} // namespace DigitSum
