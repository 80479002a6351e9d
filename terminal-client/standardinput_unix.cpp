// SPDX-License-Identifier: MIT
#include "terminal-client/standardinput.h"

#include <cerrno>
#include <termios.h>
#include <unistd.h>

namespace DigitSum {

StandardInput::StandardInput(int descriptor, QObject *parent)
    : QObject(parent)
    , m_descriptor(descriptor)
    , m_notifier(descriptor, QSocketNotifier::Read)
    , m_chunk(64 * 1024, Qt::Uninitialized)
{
    m_notifier.setEnabled(false);
    connect(&m_notifier, &QSocketNotifier::activated, this, &StandardInput::read);
}

void StandardInput::resume()
{
    m_notifier.setEnabled(!m_isOver);
}

void StandardInput::pause()
{
    m_notifier.setEnabled(false);
}

bool StandardInput::isTerminal(int descriptor)
{
    return ::isatty(descriptor) == 1;
}

std::optional<qsizetype> StandardInput::lineLimit(int descriptor)
{
    constexpr qsizetype linuxLimit = 4095; // termios(3): 4096 with the line feed
    termios settings{};
    const bool isCut = ::tcgetattr(descriptor, &settings) == 0 && (settings.c_lflag & ICANON) != 0;
    return isCut ? std::optional(linuxLimit) : std::nullopt;
}

void StandardInput::read()
{
    const auto size = ::read(m_descriptor, m_chunk.data(), static_cast<size_t>(m_chunk.size()));
    if (size > 0) {
        Q_EMIT received(QByteArray::fromRawData(m_chunk.constData(), size));
    } else if (size == 0) {
        stop();
        Q_EMIT ended();
    } else if (const int error = errno; error != EINTR && error != EAGAIN) {
        stop();
        Q_EMIT failed(qt_error_string(error));
    }
}

void StandardInput::stop()
{
    m_isOver = true;
    pause();
}

} // namespace DigitSum
