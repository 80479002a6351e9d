// SPDX-License-Identifier: MIT
#include "terminal-client/standardoutput.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <poll.h>
#include <unistd.h>

namespace DigitSum {

namespace {

/// A pipe that polls as writable accepts this much without blocking (POSIX).
constexpr qsizetype safeSize = PIPE_BUF;

bool isWritable(int descriptor)
{
    pollfd request{descriptor, POLLOUT, 0};
    return ::poll(&request, 1, 0) == 1;
}

} // namespace

StandardOutput::StandardOutput(int descriptor, QObject *parent)
    : QObject(parent)
    , m_descriptor(descriptor)
    , m_notifier(descriptor, QSocketNotifier::Write)
{
    m_notifier.setEnabled(false);
    connect(&m_notifier, &QSocketNotifier::activated, this, &StandardOutput::writeWhatFits);
}

void StandardOutput::write(QByteArrayView bytes)
{
    if (m_hasFailed || bytes.isEmpty())
        return;
    m_waiting.append(bytes);
    m_notifier.setEnabled(true);
}

void StandardOutput::writeWhatFits()
{
    qsizetype done = 0;
    while (done < m_waiting.size() && isWritable(m_descriptor)) {
        const auto size = static_cast<size_t>(std::min(safeSize, m_waiting.size() - done));
        const auto written = ::write(m_descriptor, m_waiting.constData() + done, size);
        if (written < 0 && errno != EINTR && errno != EAGAIN) {
            fail(errno);
            return;
        }
        done += std::max<qsizetype>(written, 0);
    }
    m_waiting.remove(0, done);
    if (m_waiting.isEmpty()) {
        m_notifier.setEnabled(false);
        Q_EMIT drained();
    }
}

void StandardOutput::fail(int error)
{
    m_hasFailed = true;
    m_waiting.clear();
    m_notifier.setEnabled(false);
    if (error == EPIPE)
        Q_EMIT broken();
    else
        Q_EMIT failed(qt_error_string(error));
}

} // namespace DigitSum
