// SPDX-License-Identifier: MIT
#include "common/session/reconnector.h"

#include <algorithm>
#include <utility>

namespace DigitSum {

Reconnector::Reconnector(const Limits &limits)
    : m_limits(limits)
{
    onAnswered();
}

void Reconnector::onOpened()
{
    m_wasConnected = false;
    onAnswered();
}

void Reconnector::onConnected(Clock::time_point now)
{
    m_wasConnected = true;
    ++m_fruitless;
    m_connectedAt = now;
}

void Reconnector::onAnswered()
{
    m_fruitless = 0;
    m_failingSince.reset();
    m_nextPause = std::min(m_limits.first, m_limits.longest);
}

std::optional<Reconnector::Duration> Reconnector::pauseAfter(const SessionError &error,
                                                             Clock::time_point now, double chance)
{
    if (!mayHelp(error))
        return std::nullopt;
    if (now - m_connectedAt >= brief)
        m_fruitless = 0;
    if (m_fruitless >= maxFruitless)
        return std::nullopt;
    const auto since = m_failingSince.value_or(now);
    if (m_limits.giveUp && now - since >= *m_limits.giveUp)
        return std::nullopt;
    m_failingSince = since;
    const Duration nominal = std::exchange(
        m_nextPause, m_nextPause > m_limits.longest / 2 ? m_limits.longest : m_nextPause * 2);
    return std::chrono::round<Duration>(nominal * (0.5 + 0.5 * chance));
}

bool Reconnector::mayHelp(const SessionError &error) const
{
    if (m_mode == Reconnect::Never || (m_mode == Reconnect::AfterLoss && !m_wasConnected))
        return false;
    // After a successful connection, these are network failures rather than a wrong address.
    const bool isMissing = error.kind == SessionError::Kind::NameNotFound
                           || error.kind == SessionError::Kind::NoGreeting;
    return error.isTransient() || (isMissing && m_wasConnected);
}

} // namespace DigitSum
