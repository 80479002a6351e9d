// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/conversation.h"

#include <QMainWindow>

namespace DigitSum {

class ConnectionBar;
class HistoryPanel;
class MessageBar;
class RequestBar;
class ResultPanel;

/// The client: one conversation with one server, seen and steered. The panels show state and ask
/// for what people want; this puts them together.
class ClientWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientWindow)

public:
    explicit ClientWindow(QWidget *parent = nullptr);
    ClientWindow(Session::Limits limits, QWidget *parent = nullptr);

    [[nodiscard]] Conversation &conversation() noexcept { return *m_conversation; }

    void setServer(const QString &host, quint16 port);
    /// As the button Connect.
    void connectToServer();

private:
    void build();
    void connectPanels();
    void onStateChanged(Session::State state);
    void onSend(const QString &text);
    void tellError();

    Conversation *m_conversation;
    ConnectionBar *m_connectionBar = nullptr;
    MessageBar *m_message = nullptr;
    ResultPanel *m_result = nullptr;
    HistoryPanel *m_history = nullptr;
    RequestBar *m_request = nullptr;
};

} // namespace DigitSum
