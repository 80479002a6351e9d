// SPDX-License-Identifier: MIT
#include "common/process/processsignals.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace DigitSum {

namespace {

constexpr qint64 sameRequest = 500; // milliseconds

// A signal handler may do next to nothing: it writes the number, and the event loop reads it.
std::array<int, 2> pipeEnds{-1, -1};

void handleSignal(int number)
{
    const int before = errno;
    const char byte = static_cast<char>(number);
    [[maybe_unused]] const auto written = ::write(pipeEnds[1], &byte, 1);
    errno = before;
}

void setAction(int number, void (*action)(int))
{
    struct sigaction wanted = {};
    wanted.sa_handler = action;
    wanted.sa_flags = SA_RESTART;
    ::sigaction(number, &wanted, nullptr);
}

void handleUnlessIgnored(int number)
{
    struct sigaction current = {};
    ::sigaction(number, nullptr, &current);
    if (current.sa_handler != SIG_IGN)
        setAction(number, handleSignal);
}

bool hasControllingTerminal()
{
    const int terminal = ::open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC);
    if (terminal >= 0)
        ::close(terminal);
    return terminal >= 0;
}

} // namespace

ProcessSignals::ProcessSignals(QObject *parent)
    : QObject(parent)
    , m_hasTerminal(hasControllingTerminal())
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pipeEnds.data()) != 0)
        qFatal("Cannot make a socket pair for signals");
    auto *notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &ProcessSignals::readPipe);

    for (const int number : {SIGPIPE, SIGXFSZ, SIGUSR1, SIGUSR2})
        setAction(number, SIG_IGN);
    setAction(SIGTERM, handleSignal);
    handleUnlessIgnored(SIGINT);
    handleUnlessIgnored(SIGHUP);
    sigset_t none;
    ::sigemptyset(&none);
    ::pthread_sigmask(SIG_SETMASK, &none, nullptr);
}

ProcessSignals::~ProcessSignals()
{
    for (const int number : {SIGTERM, SIGINT, SIGHUP}) // until the process ends
        setAction(number, SIG_IGN);
    for (int &end : pipeEnds)
        ::close(std::exchange(end, -1));
}

void ProcessSignals::readPipe()
{
    char byte = 0;
    while (::read(pipeEnds[0], &byte, 1) == 1)
        onSignal(byte);
}

void ProcessSignals::onSignal(int number)
{
    if (number == SIGHUP && !m_hasTerminal) {
        Q_EMIT reloadRequested();
        return;
    }
    if (m_sinceStop.isValid() && m_sinceStop.elapsed() < sameRequest)
        return;
    m_sinceStop.start();
    Q_EMIT stopRequested();
}

} // namespace DigitSum
