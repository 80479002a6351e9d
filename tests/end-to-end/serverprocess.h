// SPDX-License-Identifier: MIT
#pragma once

#include "tests/end-to-end/program.h"

#include <QRegularExpression>
#include <QTest>

#include <csignal>

namespace DigitSum::Testing {

/// `digitsum-serverd` on a free port.
class ServerProcess final
{
public:
    struct Address
    {
        QString ip;
        quint16 port = 0;
    };

    explicit ServerProcess(const QStringList &arguments = {})
        : m_program(built("digitsum-serverd"),
                    QStringList{QStringLiteral("--port"), QStringLiteral("0")} + arguments)
    {
        m_program.start();
        if (!QTest::qWaitFor([this] { return !addresses().isEmpty() || m_program.hasEnded(); }))
            qWarning("digitsum-serverd did not start listening: %s", m_program.err().constData());
    }

    /// The addresses that the server announced on its standard output.
    [[nodiscard]] QList<Address> addresses() const
    {
        static const QRegularExpression line(
            QStringLiteral("^Server is listening on IP: (\\S+) and Port: (\\d+)$"),
            QRegularExpression::MultilineOption);
        QList<Address> found;
        auto matches = line.globalMatch(QString::fromUtf8(m_program.out()));
        while (matches.hasNext()) {
            const auto match = matches.next();
            found.append({match.captured(1), match.captured(2).toUShort()});
        }
        return found;
    }

    [[nodiscard]] quint16 port() const
    {
        const auto all = addresses();
        return all.isEmpty() ? 0 : all.first().port;
    }

    void signal(int number) { ::kill(static_cast<pid_t>(m_program.processId()), number); }

    [[nodiscard]] Program &program() { return m_program; }
    [[nodiscard]] const QByteArray &log() const { return m_program.err(); }

private:
    Program m_program;
};

} // namespace DigitSum::Testing
