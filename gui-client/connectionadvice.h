// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"
#include "gui-client/localserver.h"

#include <QTimer>

namespace DigitSum {

class NoticeBoard;

/// What the window says about a connection that failed or ended: what happened, why, the next
/// step; and what it offers: to try again, or to start a server where none is.
class ConnectionAdvice final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionAdvice)

public:
    ConnectionAdvice(Session &session, NoticeBoard &board, const LocalServer::Setup &localServer,
                     QObject *parent);

    /// Waits no longer for a server that was started here.
    void giveUp();
    void retranslate();

Q_SIGNALS:
    /// A person wants to try again, with the server that the window names.
    void retryRequested();

private:
    void onStateChanged(Session::State state);
    void onLost();
    void tellError();
    void startLocalServer();
    void tellStart();
    void tryAgain();

    Session &m_session;
    NoticeBoard &m_board;
    LocalServer m_localServer;
    bool m_wasStarted = false; // a server here; the connection tried last was to it
    QTimer m_nextTry;
    QString m_told; // the title of what was told last
};

} // namespace DigitSum
