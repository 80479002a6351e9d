// SPDX-License-Identifier: MIT
#pragma once

#include "tests/end-to-end/serverprocess.h"

#include <QFile>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>

namespace DigitSum::Testing {

/// HAProxy, which Debian puts where only root looks.
inline QString haproxy()
{
    const auto name = QStringLiteral("haproxy");
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(
               name, {QStringLiteral("/usr/sbin"), QStringLiteral("/sbin")})
                           : found;
}

/// The real HAProxy with the configuration that is installed, but for its ports and paths, in front
/// of two servers.
class Balancer final
{
    Q_DISABLE_COPY_MOVE(Balancer)

public:
    Balancer()
    {
        // The port is free, but not ours until HAProxy has it: another may have been faster.
        for (int tries = 0; tries < 5 && !start(); ++tries)
            continue;
    }

    [[nodiscard]] bool isRunning() const { return m_program && !m_program->hasEnded(); }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QByteArray said() const { return m_program->out() + m_program->err(); }

    /// HAProxy's answer to \a command on its socket; empty if it isn't there yet.
    [[nodiscard]] QByteArray order(const QByteArray &command) const
    {
        QLocalSocket socket;
        socket.connectToServer(m_dir.filePath(QStringLiteral("admin")));
        if (!QTest::qWaitFor([&] { return socket.state() != QLocalSocket::ConnectingState; })
            || !socket.isOpen())
            return {};
        socket.write(command + '\n');
        const auto isAnswered = [&] { return socket.state() == QLocalSocket::UnconnectedState; };
        if (!QTest::qWaitFor(isAnswered))
            qWarning("HAProxy doesn't answer: %s", command.constData());
        return socket.readAll();
    }

    /// What HAProxy knows of one of the servers: a column of its table, by name.
    [[nodiscard]] QByteArray statusOf(const char *server, const char *column) const
    {
        const QByteArrayList lines = order("show stat").split('\n');
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
        QTcpServer place;
        place.listen(QHostAddress::LocalHost);
        m_port = place.serverPort();
        place.close();
        writeConfiguration();
        m_program = std::make_unique<Program>(
            haproxy(), QStringList{QStringLiteral("-db"), QStringLiteral("-f"),
                                   m_dir.filePath(QStringLiteral("digitsum.cfg"))});
        m_program->start();
        // Not by a client, whom the servers would see.
        const auto isUp = [this] { return order("show info").contains("Uptime"); };
        return QTest::qWaitFor([&] { return m_program->hasEnded() || isUp(); }) && isRunning();
    }

    void writeConfiguration()
    {
        QFile original(QStringLiteral(HAPROXY_CONFIGURATION));
        if (!original.open(QIODevice::ReadOnly))
            qFatal("No configuration");
        QByteArray text = original.readAll();
        const auto replace = [&](const char *what, const QByteArray &by) {
            if (text.count(what) == 0)
                qFatal("The configuration has no %s any more", what);
            text.replace(what, by);
        };
        const auto place = [](quint16 port) -> QByteArray {
            return "127.0.0.1:" + QByteArray::number(port);
        };
        replace("bind :9990", "bind " + place(m_port));
        replace("server one 127.0.0.1:9991", "server one " + place(one.port()));
        replace("server two 127.0.0.1:9992", "server two " + place(two.port()));
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
