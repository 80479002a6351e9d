// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"
#include "common/widgets/noticeboard.h"
#include "gui-client/connection/localserver.h"

#include <QTimer>

namespace DigitSum::Gui {

/// What the window says about a connection that failed or ended: what happened, why, the next
/// step; and what it offers: to try again, to start a server where none is, to trust an authority.
class ConnectionAdvice final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionAdvice)

public:
    ConnectionAdvice(Session &session, NoticeBoard &board, const LocalServer::Setup &localServer,
                     QWidget *window);

    /// Waits no longer for a server that was started here.
    void giveUp();
    void retranslate();

Q_SIGNALS:
    /// A person wants to try again, with the server that the window names.
    void retryRequested();
    /// The same, with this way to encrypt, which people have chosen.
    void retryWithRequested(const DigitSum::TlsOptions &tls);

private:
    void onStateChanged(Session::State state);
    void onLost();
    [[nodiscard]] NoticeBoard::Offer cureFor(const SessionError &error);
    [[nodiscard]] NoticeBoard::Offer riskFor(const SessionError &error);
    void askForAuthority();
    void tellError();
    void startLocalServer();
    void tellStart();
    void tryAgain();

    Session &m_session;
    NoticeBoard &m_board;
    QWidget *m_window;
    LocalServer m_localServer;
    bool m_wasStarted = false; // a server here; the connection tried last was to it
    QTimer m_nextTry;
    QString m_told; // the title of what was told last
};

} // namespace DigitSum::Gui
