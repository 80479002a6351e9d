// SPDX-License-Identifier: MIT
#include "server/daemon/terminationsignals.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace DigitSum {

namespace {

// A signal handler may do next to nothing: it writes a byte, and the event loop reads it.
std::array<int, 2> pipeEnds{-1, -1};

void handleSignal(int)
{
    const int before = errno;
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(pipeEnds[1], &byte, 1);
    errno = before;
}

void setHandler(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{
    const int made = ::socketpair(AF_UNIX, SOCK_STREAM, 0, pipeEnds.data());
    if (made != 0)
        qFatal("Cannot make a socket pair for signals");
    for (const int end : pipeEnds) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    auto *notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (::read(pipeEnds[0], &byte, 1) == 1)
            Q_EMIT received();
    });
    setHandler(handleSignal);
}

TerminationSignals::~TerminationSignals()
{
    setHandler(SIG_DFL);
    for (int &end : pipeEnds)
        ::close(std::exchange(end, -1));
}

} // namespace DigitSum
