// SPDX-License-Identifier: MIT
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>

QT_BEGIN_NAMESPACE
class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;
QT_END_NAMESPACE

namespace DigitSum::Gui {

/// Everything the client can do, as actions in menus: made and named here, connected by whoever
/// does it. Object names are those of the members.
class Menus final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Menus)

public:
    /// Fills \a window's menu bar. The actions work while it is hidden, too.
    explicit Menus(QMainWindow *window);

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
    QMenu *columns = nullptr;   ///< filled by whoever knows the columns
    QAction *details = nullptr; ///< checkable
    QAction *times = nullptr;   ///< checkable
    QAction *zoomIn = nullptr;
    QAction *zoomOut = nullptr;
    QAction *zoomReset = nullptr;
    QActionGroup *themes = nullptr;    ///< data: the theme's name
    QActionGroup *languages = nullptr; ///< data: the code; empty: the system's
    QAction *present = nullptr;        ///< checkable
    // Help
    QAction *guide = nullptr;
    QAction *about = nullptr;
    QAction *aboutQt = nullptr;

    /// Actions on chosen rows of the history: its context menu.
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
    void buildViewMenu();
    void buildLookMenus(QMenu *view);
    void buildHelpMenu();
    void retranslate();

    QMainWindow *m_window;
    QList<Titled> m_titled;
};

} // namespace DigitSum::Gui
