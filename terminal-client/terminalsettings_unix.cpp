// SPDX-License-Identifier: MIT
#include "terminal-client/terminalsettings.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>
#include <utility>

namespace DigitSum {

namespace {

constexpr std::array endingSignals{SIGINT, SIGTERM, SIGHUP, SIGQUIT};
constexpr std::array changingSignals{SIGWINCH, SIGCONT};

// For signal handlers, which may call async-signal-safe functions only (signal-safety(7)).
int changedTerminal = -1;
termios original{};
std::array<int, 2> pipeEnds{-1, -1};

void handle(int number, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigaction(number, &action, nullptr);
}

void handleUnlessIgnored(int number, void (*handler)(int))
{
    struct sigaction current = {};
    ::sigaction(number, nullptr, &current);
    if (current.sa_handler != SIG_IGN)
        handle(number, handler);
}

void end(int number)
{
    ::tcsetattr(changedTerminal, TCSANOW, &original);
    handle(number, SIG_DFL);
    ::raise(number); // delivered when this handler returns
}

void note(int)
{
    const int before = errno;
    [[maybe_unused]] const auto written = ::write(pipeEnds[1], "", 1);
    errno = before;
}

void stop(int number)
{
    const int before = errno;
    ::tcsetattr(changedTerminal, TCSANOW, &original);
    handle(number, SIG_DFL);
    ::raise(number);
    sigset_t blocked;
    ::sigemptyset(&blocked);
    ::sigaddset(&blocked, number);
    ::pthread_sigmask(SIG_UNBLOCK, &blocked, nullptr); // stops here until SIGCONT
    handle(number, stop);
    note(number); // also if it did not stop, having no shell that could continue it
    errno = before;
}

} // namespace

TerminalSettings::TerminalSettings(int terminal, QObject *parent)
    : QObject(parent)
    , m_notifier(QSocketNotifier::Read)
{
    changedTerminal = terminal;
    ::tcgetattr(terminal, &original);
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pipeEnds.data()) != 0)
        qFatal("Cannot make a socket pair for signals");
    m_notifier.setSocket(pipeEnds[0]);
    m_notifier.setEnabled(true);
    connect(&m_notifier, &QSocketNotifier::activated, this, &TerminalSettings::onSignal);
    for (const int number : endingSignals)
        handleUnlessIgnored(number, end);
    for (const int number : changingSignals)
        handle(number, note);
    handleUnlessIgnored(SIGTSTP, stop);
}

TerminalSettings::~TerminalSettings()
{
    for (const int number : endingSignals)
        handleUnlessIgnored(number, SIG_DFL);
    for (const int number : changingSignals)
        handle(number, SIG_DFL);
    handleUnlessIgnored(SIGTSTP, SIG_DFL);
    for (int &pipeEnd : pipeEnds)
        ::close(std::exchange(pipeEnd, -1));
}

bool TerminalSettings::canMoveCursor(int descriptor)
{
    const QByteArray type = qgetenv("TERM");
    return ::isatty(descriptor) == 1 && !type.isEmpty() && type != "dumb";
}

void TerminalSettings::onSignal()
{
    std::array<char, 64> bytes{};
    while (::read(pipeEnds[0], bytes.data(), bytes.size()) > 0) {}
    Q_EMIT changed();
}

} // namespace DigitSum
