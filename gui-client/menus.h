// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/menubuilder.h"

#include <QList>

namespace DigitSum {
class AppearanceMenu;
class Language;
class Zoom;
} // namespace DigitSum

namespace DigitSum::Gui {

/// Creates the client's menus and actions. Other classes connect the actions. Each action's object
/// name is the name of its member.
class Menus final : public MenuBuilder
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Menus)

public:
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

    /// Returns the actions for selected rows, shown in the history's context menu.
    [[nodiscard]] QList<QAction *> rowActions() const;

private:
    void buildServerMenu();
    void buildRequestMenu();
    void buildHistoryMenu();
    void buildViewMenu(AppearanceMenu *appearance, QMainWindow *window);
    void buildHelpMenu();
};

} // namespace DigitSum::Gui
