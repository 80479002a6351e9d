// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/replyparser.h"
#include "common/session/sessionerror.h"
#include "common/session/tlsoptions.h"

#include <QBasicTimer>
#include <QObject>

#include <chrono>
#include <memory>

QT_BEGIN_NAMESPACE
class QIODevice;
class QSslSocket;
class QTcpSocket;
QT_END_NAMESPACE

namespace DigitSum {

/// One connection of a session to a server: a socket that encrypts or doesn't, and the parser of
/// what the server says. It ends with failed(), or when its owner lets go of it: abort(), then
/// deleteLater(), which are allowed in all its signals.
class Connection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Connection)

public:
    Connection();
    ~Connection() override;

    /// Connects, and fails where there is no greeting within \a limit. Only once. Where \a tls
    /// can't be had at all, it fails before it returns.
    void open(const QString &host, quint16 port, const TlsOptions &tls,
              std::chrono::milliseconds limit);
    /// Ends at once, and without a signal.
    void abort();

    [[nodiscard]] ReplyParser::Phase phase() const noexcept { return m_parser.phase(); }
    [[nodiscard]] bool isGreeted() const noexcept; ///< by a digit-sum server
    [[nodiscard]] QIODevice &device() const;       ///< for requests, once it is greeted
    [[nodiscard]] qint64 unsentBytes() const;
    [[nodiscard]] QString peerAddress() const; ///< numeric; empty if not connected

Q_SIGNALS:
    void hostFound();
    /// What one read brought: the rest of the greeting, replies, or none of them complete.
    void received(const QList<DigitSum::Reply> &replies);
    void sentSome();
    /// It has ended. Of \a error, kind, detail and date are told. Nothing follows.
    void failed(const DigitSum::SessionError &error);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    [[nodiscard]] bool makeTlsSocket(const TlsOptions &tls);
    void onConnected();
    void onReadyRead();
    void onError();
    void onQuiet();
    void deliver(const QList<Reply> &replies);
    void fail(const SessionError &error);

    std::unique_ptr<QTcpSocket> m_socket;
    QSslSocket *m_tlsSocket = nullptr; // the same, if it encrypts
    ReplyParser m_parser;
    QBasicTimer m_deadline; // of the greeting
    QBasicTimer m_quiet;    // a greeting without line end
    bool m_isOver = false;
};

} // namespace DigitSum
