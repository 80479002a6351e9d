// SPDX-License-Identifier: MIT
#include "common/protocol/escape.h"
#include "server/daemon/systemd.h"
#include "server/transport/nativesocket.h"

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

namespace DigitSum {

namespace {

constexpr int firstSocket = 3; // behind the standard streams
constexpr int maxSockets = 1000;

/// Waits for a busy manager, because a lost notification is not repeated.
constexpr timeval patience{5, 0};

QByteArray takeFromEnvironment(const char *name)
{
    QByteArray value = qgetenv(name);
    qunsetenv(name);
    return value;
}

} // namespace

Systemd::Systemd()
    : m_notifySocket(takeFromEnvironment("NOTIFY_SOCKET"))
{
    const QByteArray process = takeFromEnvironment("LISTEN_PID");
    const QByteArray count = takeFromEnvironment("LISTEN_FDS");
    const QByteArray names = takeFromEnvironment("LISTEN_FDNAMES");
    if (process != QByteArray::number(static_cast<qint64>(::getpid())))
        return; // they are another's: of a shell that started us, say
    m_socketCount = count;
    m_socketNames = names.split(':');
}

std::variant<QList<qintptr>, QString> Systemd::takeSockets()
{
    const QByteArray text = std::exchange(m_socketCount, {});
    bool isNumber = text.isEmpty();
    const int count = text.isEmpty() ? 0 : text.toInt(&isNumber);
    if (!isNumber || count < 0 || count > maxSockets) {
        return QStringLiteral("LISTEN_FDS: '%1' is not a number of sockets from 0 to %2.")
            .arg(escaped(text))
            .arg(maxSockets);
    }
    QList<qintptr> sockets;
    for (int i = 0; i < count; ++i) {
        const qintptr socket = firstSocket + i;
        if (!NativeSocket::isListening(socket)) {
            return QStringLiteral("Socket %1 of the service manager, '%2', does not listen for "
                                  "TCP. In its .socket unit, only ListenStream= with an address or "
                                  "a port is of use here.")
                .arg(i + 1)
                .arg(escaped(m_socketNames.value(i)));
        }
        NativeSocket::closeOnExec(socket);
        sockets.append(socket);
    }
    return sockets;
}

void Systemd::notifyReady(const QString &status) const
{
    notify("READY=1\n", status);
}

void Systemd::notifyReloading() const
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    const auto microseconds = qint64{now.tv_sec} * 1'000'000 + now.tv_nsec / 1'000;
    notify(QByteArray("RELOADING=1\nMONOTONIC_USEC=" + QByteArray::number(microseconds) + '\n'),
           {});
}

void Systemd::notifyStopping(const QString &status) const
{
    notify("STOPPING=1\n", status);
}

void Systemd::notifyStatus(const QString &status) const
{
    notify({}, status);
}

void Systemd::notify(QByteArrayView state, const QString &status) const
{
    sockaddr_un address{};
    const auto nameSize = static_cast<std::size_t>(m_notifySocket.size());
    if (m_notifySocket.isEmpty() || nameSize >= sizeof address.sun_path)
        return;
    address.sun_family = AF_UNIX;
    std::copy(m_notifySocket.begin(), m_notifySocket.end(), std::begin(address.sun_path));
    if (address.sun_path[0] == '@')
        address.sun_path[0] = '\0';
    const auto addressSize = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + nameSize);

    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return;
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    const QByteArray message =
        state.toByteArray() + "STATUS=" + status.simplified().toUtf8(); // a line break ends a field
    ::sendto(socket, message.constData(), static_cast<std::size_t>(message.size()), MSG_NOSIGNAL,
             reinterpret_cast<const sockaddr *>(&address), addressSize);
    ::close(socket);
}

} // namespace DigitSum
