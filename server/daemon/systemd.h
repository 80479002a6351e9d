// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <variant>

namespace DigitSum {

/// The interface to systemd, or another service manager with the same protocol: takes the listening
/// sockets it passes on, and notifies it of the service's state. Without a service manager there
/// are no sockets, and notifications have no effect.
///
/// Sources: sd_listen_fds(3), sd_notify(3).
class Systemd final
{
    Q_DISABLE_COPY_MOVE(Systemd)

public:
    /// Reads and removes the manager's environment variables, so that child processes do not
    /// inherit them. Create it once, before any thread starts.
    Systemd();

    /// The sockets passed on, which the peerInfo closes; a second call gets none. Or why they are
    /// of no use, in one line: something that was passed on doesn't listen for TCP.
    [[nodiscard]] std::variant<QList<qintptr>, QString> takeSockets();

    /// Clients can connect. \a status is shown to people, here and below.
    void notifyReady(const QString &status) const;
    /// Configuration files are being read again; notifyReady() follows.
    void notifyReloading() const;
    /// The service has begun to stop.
    void notifyStopping(const QString &status) const;
    void notifyStatus(const QString &status) const;

private:
    void notify(QByteArrayView state, const QString &status) const;

    QByteArray m_socketCount; // as it stands there; empty: none
    QList<QByteArray> m_socketNames;
    QByteArray m_notifySocket; // a path, or '@' and the name of an abstract socket
};

} // namespace DigitSum
