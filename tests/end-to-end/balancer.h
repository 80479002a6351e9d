// SPDX-License-Identifier: MIT
#pragma once

#include "tests/end-to-end/serverprocess.h"

#include <QFile>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>

namespace DigitSum::Testing {

/// The path of HAProxy. Debian installs it in /usr/sbin, which isn't in every user's PATH.
inline QString haproxy()
{
    const auto name = QStringLiteral("haproxy");
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(
               name, {QStringLiteral("/usr/sbin"), QStringLiteral("/sbin")})
                           : found;
}

/// The real HAProxy in front of two servers. It uses the installed configuration with other ports
/// and paths.
class Balancer final
{
    Q_DISABLE_COPY_MOVE(Balancer)

public:
    Balancer()
    {
        // Retry: another program may take the free port before HAProxy binds it.
        for (int tries = 0; tries < 5 && !start(); ++tries)
            continue;
    }

    [[nodiscard]] bool isRunning() const { return m_program && !m_program->hasEnded(); }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QByteArray output() const { return m_program->out() + m_program->err(); }

    /// Sends \a command to HAProxy's admin socket and returns the reply; empty if HAProxy doesn't
    /// listen there yet.
    [[nodiscard]] QByteArray adminCommand(const QByteArray &command) const
    {
        QLocalSocket socket;
        socket.connectToServer(m_dir.filePath(QStringLiteral("admin")));
        if (!QTest::qWaitFor([&] { return socket.state() != QLocalSocket::ConnectingState; })
            || !socket.isOpen())
            return {};
        socket.write(command + '\n');
        const auto isAnswered = [&] { return socket.state() == QLocalSocket::UnconnectedState; };
        if (!QTest::qWaitFor(isAnswered))
            qWarning("HAProxy did not reply to the command: %s", command.constData());
        return socket.readAll();
    }

    /// The value of \a column in HAProxy's statistics for \a server.
    [[nodiscard]] QByteArray statusOf(const char *server, const char *column) const
    {
        const QByteArrayList lines = adminCommand("show stat").split('\n');
        const auto index = lines.first().split(',').indexOf(column);
        const QByteArray beginning = QByteArray("servers,") + server + ',';
        for (const QByteArray &line : lines) {
            if (line.startsWith(beginning))
                return line.split(',').value(index);
        }
        return {};
    }

    ServerProcess one{arguments()};
    ServerProcess two{arguments()};

private:
    static QStringList arguments()
    {
        return {QStringLiteral("--listen"), QStringLiteral("127.0.0.1"),
                QStringLiteral("--proxy-protocol")};
    }

    bool start()
    {
        QTcpServer freePort;
        freePort.listen(QHostAddress::LocalHost);
        m_port = freePort.serverPort();
        freePort.close();
        writeConfiguration();
        m_program = std::make_unique<Program>(
            haproxy(), QStringList{QStringLiteral("-db"), QStringLiteral("-f"),
                                   m_dir.filePath(QStringLiteral("digitsum.cfg"))});
        m_program->start();
        // Asks the admin socket: a test connection would reach the servers and their logs.
        const auto isUp = [this] { return adminCommand("show info").contains("Uptime"); };
        return QTest::qWaitFor([&] { return m_program->hasEnded() || isUp(); }) && isRunning();
    }

    void writeConfiguration()
    {
        QFile original(QStringLiteral(HAPROXY_CONFIGURATION));
        if (!original.open(QIODevice::ReadOnly))
            qFatal("Cannot read " HAPROXY_CONFIGURATION);
        QByteArray text = original.readAll();
        const auto replace = [&](const char *what, const QByteArray &by) {
            if (text.count(what) == 0)
                qFatal("The configuration does not contain '%s'", what);
            text.replace(what, by);
        };
        const auto address = [](quint16 port) -> QByteArray {
            return "127.0.0.1:" + QByteArray::number(port);
        };
        replace("bind :9990", "bind " + address(m_port));
        replace("server one 127.0.0.1:9991", "server one " + address(one.port()));
        replace("server two 127.0.0.1:9992", "server two " + address(two.port()));
        replace("/run/haproxy/digitsum.sock", m_dir.filePath(QStringLiteral("admin")).toUtf8());
        QFile copy(m_dir.filePath(QStringLiteral("digitsum.cfg")));
        if (!copy.open(QIODevice::WriteOnly) || copy.write(text) != text.size())
            qFatal("Cannot write the configuration");
    }

    QTemporaryDir m_dir;
    std::unique_ptr<Program> m_program;
    quint16 m_port = 0;
};

} // namespace DigitSum::Testing
