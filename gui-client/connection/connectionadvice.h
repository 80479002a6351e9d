// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"
#include "common/widgets/messagebar.h"
#include "gui-client/connection/localserver.h"

#include <QTimer>

namespace DigitSum::Gui {

/// Explains why a connection failed or ended, and offers a next step: retry, start a local server,
/// choose a certificate authority or connect unverified.
class ConnectionAdvice final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionAdvice)

public:
    ConnectionAdvice(Session &session, MessageBar &messages, const LocalServer::Setup &localServer,
                     QWidget *window);

    /// Stops waiting for the server that was started on this computer.
    void giveUp();
    void retranslate();

Q_SIGNALS:
    /// The user wants to connect again to the server shown in the window.
    void retryRequested();
    /// Like retryRequested(), with the TLS options that the user has chosen.
    void retryWithRequested(const DigitSum::TlsOptions &tls);

private:
    void onStateChanged(Session::State state);
    void onLost();
    [[nodiscard]] MessageBar::Button remedyFor(const SessionError &error);
    [[nodiscard]] MessageBar::Button alternativeFor(const SessionError &error);
    void askForAuthority();
    void showError();
    void startLocalServer();
    void showStarting();
    void tryAgain();

    Session &m_session;
    MessageBar &m_messages;
    QWidget *m_window;
    LocalServer m_localServer;
    bool m_wasStarted = false; // the last connection was to a server started here
    QTimer m_nextTry;
};

} // namespace DigitSum::Gui
