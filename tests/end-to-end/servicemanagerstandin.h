// SPDX-License-Identifier: MIT
#pragma once

#include "tests/end-to-end/program.h"

#include <QSocketNotifier>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

namespace DigitSum::Testing {

/// Receives the state notifications that a service sends to its manager (sd_notify(3)).
class NotifySocket final
{
    Q_DISABLE_COPY_MOVE(NotifySocket)

public:
    /// \a name has the form of NOTIFY_SOCKET: a path, or '@' and an abstract socket name.
    explicit NotifySocket(const QByteArray &name)
        : m_name(name)
        , m_notifier(m_socket, QSocketNotifier::Read)
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const auto size = static_cast<std::size_t>(name.size());
        std::memcpy(address.sun_path, name.constData(), size);
        if (name.startsWith('@'))
            address.sun_path[0] = '\0';
        const auto addressSize = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + size);
        if (::bind(m_socket, reinterpret_cast<sockaddr *>(&address), addressSize) != 0)
            qWarning("Cannot bind %s", name.constData());
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier,
                         [this] { receive(); });
    }
    ~NotifySocket() { ::close(m_socket); }

    [[nodiscard]] QString name() const { return QString::fromUtf8(m_name); }
    /// Each message is one datagram: lines of NAME=value.
    [[nodiscard]] const QByteArrayList &messages() const { return m_messages; }
    QByteArrayList takeMessages() { return std::exchange(m_messages, {}); }

private:
    void receive()
    {
        QByteArray message(4096, Qt::Uninitialized);
        const auto size =
            ::recv(m_socket, message.data(), static_cast<std::size_t>(message.size()), 0);
        m_messages += message.first(size);
    }

    const QByteArray m_name;
    const int m_socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    QSocketNotifier m_notifier;
    QByteArrayList m_messages;
};

/// Starts `digitsum-serverd` as a service manager does, passing sockets from descriptor 3 upwards.
class ManagedServer final
{
    Q_DISABLE_COPY_MOVE(ManagedServer)

public:
    /// The caller keeps ownership of \a sockets. \a environment is set in addition to LISTEN_FDS
    /// and LISTEN_PID, which it may override.
    ManagedServer(const QList<int> &sockets, const QStringList &arguments,
                  const std::vector<std::pair<QString, QString>> &environment)
        // LISTEN_PID must be the server's process ID, which the shell keeps when it executes it.
        : m_program(QStringLiteral("sh"),
                    QStringList{QStringLiteral("-c"),
                                QStringLiteral("LISTEN_PID=${LISTEN_PID:-$$} exec \"$0\" \"$@\""),
                                built("digitsum-serverd")}
                        + arguments)
    {
        auto variables = QProcessEnvironment::systemEnvironment();
        variables.insert(QStringLiteral("LISTEN_FDS"), QString::number(sockets.size()));
        for (const auto &[name, value] : environment)
            variables.insert(name, value);
        m_program.setProcessEnvironment(variables);
        for (const int socket : sockets) // 100: dup2() below must not overwrite them
            m_copies.push_back(::fcntl(socket, F_DUPFD_CLOEXEC, 100));
        m_program.setChildProcessModifier([this] {
            int descriptor = 3;
            for (const int copy : m_copies)
                ::dup2(copy, descriptor++);
        });
        m_program.start();
    }
    ~ManagedServer()
    {
        for (const int copy : m_copies)
            ::close(copy);
    }

    void signal(int number) { ::kill(static_cast<pid_t>(m_program.processId()), number); }
    [[nodiscard]] Program &program() { return m_program; }

private:
    std::vector<int> m_copies;
    Program m_program;
};

/// A socket that listens on a free port of \a address. The test itself never accepts from it.
inline std::unique_ptr<QTcpServer> listeningSocket(const QHostAddress &address)
{
    auto server = std::make_unique<QTcpServer>();
    server->setListenBacklogSize(1000);
    if (!server->listen(address))
        qWarning("Cannot listen: %s", qPrintable(server->errorString()));
    server->pauseAccepting();
    return server;
}

} // namespace DigitSum::Testing
