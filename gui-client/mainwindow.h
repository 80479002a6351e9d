// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/connection/serveraddress.h"
#include "gui-client/request/conversation.h"

#include <QMainWindow>

#include <memory>

QT_BEGIN_NAMESPACE
class QEventLoopLocker;
class QLabel;
QT_END_NAMESPACE

namespace DigitSum {
class NoticeBoard;
} // namespace DigitSum

namespace DigitSum::Gui {

class BulkPanel;
class Menus;
class ConnectionAdvice;
class ConnectionBar;
class HistoryActions;
class HistoryKeeper;
class HistoryPanel;
class RequestBar;
class ResultPanel;
class TimesStrip;
class ViewActions;
class WindowContext;

/// The client: one conversation with one server, seen and steered. The panels show state and ask
/// for what people want; this puts them together. A closed window says goodbye to its server,
/// unseen, and deletes itself.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    /// \a keepsHistory: if the settings want one to be kept, it is this window's.
    MainWindow(WindowContext &context, bool keepsHistory);
    ~MainWindow() override;

    [[nodiscard]] Conversation &conversation() noexcept { return *m_conversation; }
    [[nodiscard]] HistoryActions &historyActions() noexcept { return *m_historyActions; }
    [[nodiscard]] ViewActions &viewActions() noexcept { return *m_viewActions; }

    void setServer(const Server &server);
    /// As the button Connect.
    void connectToServer();
    /// Asks how to send the file, as "Send file…" does once a file is chosen.
    void offerFile(const QString &path);
    /// Text from outside: one short line goes into the digit field, more is asked about.
    void takeText(const QString &text);

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
    void connectHistory(bool keepsHistory);
    void setHistoryKept(bool isKept);
    void setReconnecting(bool isWanted);
    void onStateChanged(Session::State state);
    void updateSending();
    void onSend(const QString &text);
    void askForFile();
    void manageServers();
    void showServers();
    void leave();
    void showStatus();
    void onEscape();
    void retranslate();

    WindowContext &m_context;
    Conversation *m_conversation;
    Menus *m_menus = nullptr;
    ConnectionBar *m_connectionBar = nullptr;
    NoticeBoard *m_notices = nullptr;
    ConnectionAdvice *m_advice = nullptr;
    ResultPanel *m_result = nullptr;
    HistoryPanel *m_history = nullptr;
    TimesStrip *m_times = nullptr;
    BulkPanel *m_bulk = nullptr;
    RequestBar *m_request = nullptr;
    QLabel *m_status = nullptr;
    HistoryActions *m_historyActions = nullptr;
    ViewActions *m_viewActions = nullptr;
    std::unique_ptr<HistoryKeeper> m_keeper;
    std::unique_ptr<QEventLoopLocker> m_goodbye; // the program waits for it
    bool m_isLeaving = false;
};

} // namespace DigitSum::Gui
