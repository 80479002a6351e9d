// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"
#include "gui-client/connection/settings.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QCheckBox)
QT_FORWARD_DECLARE_CLASS(QComboBox)
QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QPushButton)
QT_FORWARD_DECLARE_CLASS(QSpinBox)

namespace DigitSum {
class StateChip;
} // namespace DigitSum

namespace DigitSum::Gui {

/// The top row of the window: server, TLS, the button that connects, cancels or disconnects, and
/// the state of the connection.
class ConnectionBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionBar)

public:
    explicit ConnectionBar(QWidget *parent = nullptr);

    /// Returns the entered server, valid or not.
    [[nodiscard]] Server server() const;
    void setServer(const Server &server);

    /// Fills the list of the server field, named servers first. The first call also enters the last
    /// server used; later calls keep the entered text.
    void offerServers(const QList<NamedServer> &named, const QList<Server> &recent);

    void showSession(const Session &session);

    void focusHost();
    [[nodiscard]] QComboBox *hostField() const noexcept { return m_host; }

public Q_SLOTS:
    /// Does what the Connect button does. An address with a port in the host field is split.
    void connectToServer();

Q_SIGNALS:
    void connectRequested(const DigitSum::Gui::Server &server);
    /// The server field's text is no address; \a why is one sentence.
    void addressRejected(const QString &why);
    void edited(); ///< the user has changed the address
    void cancelRequested();
    void disconnectRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void onButton();
    [[nodiscard]] TlsOptions tlsFor(const ServerAddress &address) const;
    void showTls();
    [[nodiscard]] QString connectedDetail() const;
    void showState();
    void fitPopup();
    void showDuration();
    void retranslate();

    QLabel *m_hostLabel;
    QComboBox *m_host;
    QLabel *m_portLabel;
    QSpinBox *m_port;
    QCheckBox *m_encrypt;
    QPushButton *m_button;
    StateChip *m_chip;
    Session::State m_state = Session::State::Disconnected;
    QList<Server> m_offered;
    Server m_chosen; // the server whose TLS options were chosen last
    Server m_open;   // the server of the session
    QString m_peer;
    std::chrono::steady_clock::time_point m_nextTry;
    SessionError m_error; // while Lost
    bool m_hasOffered = false;
    bool m_wasConnected = false; // since open()
    QElapsedTimer m_connectedSince;
    QTimer m_tick;
};

} // namespace DigitSum::Gui
