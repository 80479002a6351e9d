// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"

#include <QObject>

namespace DigitSum {

/// Produces the messages of `digitsum` for standard error: connection errors, retries and lost
/// requests.
class ConnectionReport final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionReport)

public:
    /// Create it before other receivers of the signals of \a session, so that it reports first.
    explicit ConnectionReport(const Session &session, QObject *parent = nullptr);

Q_SIGNALS:
    void said(const QString &line);

private:
    void onStateChanged(Session::State state);
    void onAnswered(const QList<Exchange> &exchanges);
    void onFarewell();

    const Session &m_session;
    bool m_isTryingAgain = false;
};

} // namespace DigitSum
