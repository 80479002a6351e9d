// SPDX-License-Identifier: MIT
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>

QT_FORWARD_DECLARE_CLASS(QAction)
QT_FORWARD_DECLARE_CLASS(QMainWindow)
QT_FORWARD_DECLARE_CLASS(QMenu)

namespace DigitSum {
class AppearanceMenu;
class Language;
class Zoom;
} // namespace DigitSum

namespace DigitSum::Gui {

/// Creates the client's menus and actions. Other classes connect the actions. Each action's object
/// name is the name of its member.
class Menus final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Menus)

public:
    /// Fills \a window's menu bar. The shortcuts also work while the menu bar is hidden.
    Menus(Zoom &zoom, Language &language, QMainWindow *window);

    // Server
    QAction *newWindow = nullptr;
    QAction *chooseServer = nullptr;
    QAction *manageServers = nullptr;
    QAction *connectServer = nullptr;
    QAction *disconnectServer = nullptr;
    QAction *reconnect = nullptr; ///< checkable
    QAction *closeWindow = nullptr;
    QAction *quit = nullptr;
    // Requests
    QAction *sendFile = nullptr;
    QAction *sendAgain = nullptr;
    QAction *editAndSend = nullptr;
    // History
    QAction *undo = nullptr;
    QAction *redo = nullptr;
    QAction *copy = nullptr;
    QAction *remove = nullptr;
    QAction *clear = nullptr;
    QAction *find = nullptr;
    QAction *exportHistory = nullptr;
    QAction *keepHistory = nullptr; ///< checkable
    // View
    QMenu *columns = nullptr;   ///< filled by ViewActions
    QAction *details = nullptr; ///< checkable
    QAction *times = nullptr;   ///< checkable
    QAction *present = nullptr; ///< checkable
    // Help
    QAction *guide = nullptr;
    QAction *about = nullptr;
    QAction *aboutQt = nullptr;

    /// Returns the actions for selected rows, shown in the history's context menu.
    [[nodiscard]] QList<QAction *> rowActions() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Titled
    {
        QObject *object; // an action or a menu
        const char *title;
    };

    QMenu *addMenu(const char *name, const char *title, QMenu *parent = nullptr);
    QAction *add(QMenu *menu, const char *name, const char *title,
                 const QList<QKeySequence> &keys = {});
    QAction *addCheckable(QMenu *menu, const char *name, const char *title,
                          const QList<QKeySequence> &keys = {});
    void buildServerMenu();
    void buildRequestMenu();
    void buildHistoryMenu();
    void buildViewMenu(AppearanceMenu *appearance);
    void buildHelpMenu();
    void retranslate();

    QMainWindow *m_window;
    QList<Titled> m_titled;
};

} // namespace DigitSum::Gui
