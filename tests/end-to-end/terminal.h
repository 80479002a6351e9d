// SPDX-License-Identifier: MIT
#pragma once

#include "tests/end-to-end/program.h"

#include <QSocketNotifier>

#include <cstdlib>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace DigitSum::Testing {

/// A pseudoterminal that runs a program. The test types and reads what is shown.
class Terminal final
{
public:
    Terminal()
        : m_master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC))
        , m_notifier(m_master, QSocketNotifier::Read)
    {
        if (::grantpt(m_master) != 0 || ::unlockpt(m_master) != 0)
            qFatal("Cannot open a pseudoterminal");
        m_slave = ::ptsname(m_master);
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { read(); });
    }
    ~Terminal() { ::close(m_master); }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    /// Starts \a program with the terminal as its standard streams.
    void start(Program &program)
    {
        program.setChildProcessModifier([path = m_slave] {
            ::setsid();
            // The first terminal that a session leader opens becomes its controlling terminal.
            const int slave = ::open(path.constData(), O_RDWR);
            for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
                ::dup2(slave, stream);
            ::close(slave);
        });
        program.start();
    }

    void type(const QByteArray &keys)
    {
        const auto size = static_cast<size_t>(keys.size());
        if (::write(m_master, keys.constData(), size) != keys.size())
            qWarning("Cannot write to the pseudoterminal");
    }

    /// Everything that the terminal has shown, including the echo of what was typed.
    [[nodiscard]] const QByteArray &shown() const { return m_shown; }
    void forget() { m_shown.clear(); }

private:
    void read()
    {
        QByteArray bytes(4096, Qt::Uninitialized);
        const auto size = ::read(m_master, bytes.data(), static_cast<size_t>(bytes.size()));
        if (size > 0)
            m_shown += bytes.first(size);
        else
            m_notifier.setEnabled(false); // the program has closed the terminal
    }

    const int m_master;
    QSocketNotifier m_notifier;
    QByteArray m_slave;
    QByteArray m_shown;
};

} // namespace DigitSum::Testing
