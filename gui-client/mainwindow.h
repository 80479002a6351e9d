// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/connection/server.h"
#include "gui-client/request/conversation.h"

#include <QMainWindow>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QEventLoopLocker)
QT_FORWARD_DECLARE_CLASS(QLabel)

namespace DigitSum {
class MessageBar;
} // namespace DigitSum

namespace DigitSum::Gui {

class BulkPanel;
class Menus;
class ConnectionAdvice;
class ConnectionBar;
class ExternalInput;
class HistoryActions;
class HistoryPanel;
class RequestBar;
class ResultPanel;
class TimesStrip;
class ViewActions;
class WindowContext;

/// The client's window: creates the panels and connects them to one conversation with a server.
/// After closing, stays hidden until its connection is closed cleanly, then deletes itself.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    explicit MainWindow(WindowContext &context);
    ~MainWindow() override;

    [[nodiscard]] Conversation &conversation() noexcept { return *m_conversation; }
    [[nodiscard]] HistoryActions &historyActions() noexcept { return *m_historyActions; }
    [[nodiscard]] ViewActions &viewActions() noexcept { return *m_viewActions; }

    void setServer(const Server &server);
    /// Does what the Connect button does.
    void connectToServer();
    [[nodiscard]] ExternalInput &externalInput() noexcept { return *m_input; }

Q_SIGNALS:
    void newWindowRequested();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    void connectPanels();
    void connectMenus();
    void connectHistory();
    void connectHistoryStore();
    void setHistoryKept(bool isKept);
    void setReconnecting(bool isWanted);
    void onStateChanged(Session::State state);
    void updateSending();
    void onSend(const QString &text);
    void manageServers();
    void showServers();
    void onServerEdited();
    void leave();
    void showStatus();
    void onEscape();
    void retranslate();

    WindowContext &m_context;
    Conversation *m_conversation;
    Menus *m_menus = nullptr;
    ConnectionBar *m_connectionBar = nullptr;
    MessageBar *m_messages = nullptr;
    ConnectionAdvice *m_advice = nullptr;
    ResultPanel *m_result = nullptr;
    HistoryPanel *m_history = nullptr;
    TimesStrip *m_times = nullptr;
    BulkPanel *m_bulk = nullptr;
    RequestBar *m_request = nullptr;
    ExternalInput *m_input = nullptr;
    QLabel *m_status = nullptr;
    HistoryActions *m_historyActions = nullptr;
    ViewActions *m_viewActions = nullptr;
    std::unique_ptr<QEventLoopLocker> m_goodbye; // keeps the program running while leaving
    bool m_isLeaving = false;
};

} // namespace DigitSum::Gui
