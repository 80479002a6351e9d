// SPDX-License-Identifier: MIT
#pragma once

#include "tests/end-to-end/program.h"
#include "tests/end-to-end/screen.h"

#include <QProcessEnvironment>
#include <QSocketNotifier>
#include <QStringDecoder>
#include <QTemporaryDir>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace DigitSum::Testing {

/// A pseudoterminal that runs a program. The test types and reads what is shown.
class Terminal final
{
public:
    static constexpr int columns = 100;

    /// \a type is the value of TERM: on a "dumb" terminal, programs do not edit lines.
    explicit Terminal(const char *type = "dumb")
        : m_type(QString::fromLatin1(type))
        , m_master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC))
        , m_notifier(m_master, QSocketNotifier::Read)
        , m_typing(m_master, QSocketNotifier::Write)
    {
        ::fcntl(m_master, F_SETFL, O_NONBLOCK);
        m_typing.setEnabled(false);
        QObject::connect(&m_typing, &QSocketNotifier::activated, &m_typing,
                         [this] { writeTyped(); });
        if (::grantpt(m_master) != 0 || ::unlockpt(m_master) != 0)
            qFatal("Cannot open a pseudoterminal");
        m_slave = ::ptsname(m_master);
        m_open = ::open(m_slave.constData(), O_RDWR | O_NOCTTY | O_CLOEXEC);
        resize(columns);
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { read(); });
    }
    ~Terminal()
    {
        ::close(m_master);
        ::close(m_open);
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    /// Starts \a program with the terminal as its standard streams and a state folder of its own.
    void start(Program &program)
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TERM"), m_type);
        environment.insert(QStringLiteral("XDG_STATE_HOME"), stateFolder());
        program.setProcessEnvironment(environment);
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

    /// Types \a keys, of any number, as fast as the program reads them.
    void type(const QByteArray &keys)
    {
        m_typed += keys;
        writeTyped();
    }

    /// Everything that the terminal has shown, including the echo of what was typed.
    [[nodiscard]] const QByteArray &shown() const { return m_shown; }
    void forget() { m_shown.clear(); }
    [[nodiscard]] const Screen &screen() const { return m_screen; }

    [[nodiscard]] QString stateFolder() const { return m_folder.filePath(QStringLiteral("state")); }

    [[nodiscard]] termios settings() const
    {
        termios settings{};
        ::tcgetattr(m_master, &settings);
        return settings;
    }
    /// Tells the program, by a signal, that the terminal has another width.
    void resize(int width)
    {
        const winsize size{24, static_cast<unsigned short>(width), 0, 0};
        ::ioctl(m_master, TIOCSWINSZ, &size);
    }

private:
    void writeTyped()
    {
        const auto size =
            ::write(m_master, m_typed.constData(), static_cast<size_t>(m_typed.size()));
        m_typed.remove(0, std::max<qsizetype>(0, size));
        m_typing.setEnabled(!m_typed.isEmpty());
    }

    void read()
    {
        QByteArray bytes(4096, Qt::Uninitialized);
        const auto size = ::read(m_master, bytes.data(), static_cast<size_t>(bytes.size()));
        if (size < 0 && errno == EAGAIN)
            return;
        if (size > 0) {
            m_shown += bytes.first(size);
            m_screen.write(m_decoder(bytes.first(size)));
        } else {
            m_notifier.setEnabled(false); // the program has closed the terminal
        }
    }

    const QTemporaryDir m_folder;
    const QString m_type;
    const int m_master;
    QSocketNotifier m_notifier;
    QSocketNotifier m_typing;
    QByteArray m_typed;
    QByteArray m_slave;
    int m_open = -1; // the slave: otherwise the terminal hangs up between two programs
    QByteArray m_shown;
    Screen m_screen{columns};
    QStringDecoder m_decoder{QStringDecoder::Utf8};
};

} // namespace DigitSum::Testing
