// SPDX-License-Identifier: MIT
#include "common/session/reconnector.h"

namespace DigitSum {

Reconnector::Reconnector(const Limits &limits)
    : m_giveUp(limits.giveUp)
    , m_backoff(limits.first, limits.longest)
{
}

void Reconnector::onOpened()
{
    m_wasConnected = false;
    onAnswered();
}

void Reconnector::onAnswered()
{
    m_failingSince.reset();
    m_backoff.reset();
}

std::optional<Reconnector::Duration> Reconnector::pauseAfter(const SessionError &error,
                                                             Clock::time_point now, double chance)
{
    if (!mayHelp(error))
        return std::nullopt;
    const auto since = m_failingSince.value_or(now);
    if (m_giveUp && now - since >= *m_giveUp)
        return std::nullopt;
    m_failingSince = since;
    return m_backoff.next(chance);
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
