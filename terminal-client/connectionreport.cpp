// SPDX-License-Identifier: MIT
#include "terminal-client/connectionreport.h"

#include <algorithm>
#include <utility>

namespace DigitSum {

ConnectionReport::ConnectionReport(const Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &Session::stateChanged, this, &ConnectionReport::onStateChanged);
    connect(&session, &Session::answered, this, &ConnectionReport::onAnswered);
    connect(&session, &Session::saidFarewell, this, &ConnectionReport::onFarewell);
}

/// Reports each outage once, not each retry.
void ConnectionReport::onStateChanged(Session::State state)
{
    switch (state) {
    case Session::State::Lost:
        Q_EMIT said(explain(m_session.error()).sentence());
        break;
    case Session::State::Reconnecting:
        if (!std::exchange(m_isTryingAgain, true))
            Q_EMIT said(explain(m_session.error()).what + u' ' + tr("Trying again."));
        break;
    case Session::State::Connected:
    case Session::State::Closing:
        if (std::exchange(m_isTryingAgain, false))
            Q_EMIT said(tr("Connected again."));
        break;
    case Session::State::Disconnected:
    case Session::State::LookingUp:
    case Session::State::Connecting:
        break;
    }
}

void ConnectionReport::onAnswered(const QList<Exchange> &exchanges)
{
    const bool isOver = m_session.state() == Session::State::Lost
                        || m_session.state() == Session::State::Disconnected;
    const bool hasLost =
        std::any_of(exchanges.begin(), exchanges.end(), [](const Exchange &exchange) {
            return exchange.outcome == Exchange::Outcome::Lost;
        });
    if (hasLost && !isOver)
        Q_EMIT said(tr("A request was lost with the connection because it was too long to keep "
                       "and resend."));
}

/// Reports a farewell that was not asked for.
void ConnectionReport::onFarewell()
{
    if (m_session.state() == Session::State::Closing)
        return;
    const SessionError error{
        .kind = SessionError::Kind::Farewell, .host = m_session.host(), .port = m_session.port()};
    Q_EMIT said(explain(error).sentence());
}

} // namespace DigitSum
