// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"

#include <QObject>

namespace DigitSum {

/// What `digitsum` says beside its answers, for standard error: that it has no connection and why,
/// whether it tries again, and which requests came to nothing.
class ConnectionReport final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionReport)

public:
    /// Make it before others who listen to \a session, so that it is the first to speak.
    explicit ConnectionReport(const Session &session, QObject *parent = nullptr);

Q_SIGNALS:
    void said(const QString &line);

private:
    void onStateChanged(Session::State state);
    void onAnswered(const QList<Exchange> &exchanges);

    const Session &m_session;
    bool m_isTryingAgain = false;
};

} // namespace DigitSum
