// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <variant>

namespace DigitSum {

/// The service manager that started this program: systemd, or another that speaks as it does. It
/// may pass listening sockets on, and wants to hear when the program is ready. Where there is no
/// manager there are no sockets, and nobody is told.
///
/// Sources: sd_listen_fds(3), sd_notify(3).
class Systemd final
{
    Q_DISABLE_COPY_MOVE(Systemd)

public:
    /// Takes what the manager has left in the environment, so that no child process does. To be
    /// made once, before there are threads.
    Systemd();

    /// The sockets passed on, which the caller closes; a second call gets none. Or why they are of
    /// no use, in one line: something that was passed on doesn't listen for TCP.
    [[nodiscard]] std::variant<QList<qintptr>, QString> takeSockets();

    /// Clients can connect. \a status is for people, as in the calls below.
    void tellReady(const QString &status) const;
    /// The program has begun to end.
    void tellStopping(const QString &status) const;
    void tellStatus(const QString &status) const;

private:
    void tell(QByteArrayView news, const QString &status) const;

    QByteArray m_socketCount; // as it stands there; empty: none
    QList<QByteArray> m_socketNames;
    QByteArray m_notifySocket; // a path, or '@' and the name of an abstract socket
};

} // namespace DigitSum
