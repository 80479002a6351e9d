// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/menubuilder.h"
#include "server/service/service.h"

namespace DigitSum {

class AppearanceMenu;
class Language;
class Zoom;

/// Creates the menus and actions of the server window, which connects them.
class ConsoleMenus final : public MenuBuilder
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConsoleMenus)

public:
    ConsoleMenus(QMainWindow &window, Zoom &zoom, Language &language);

    // Server
    QAction *startStop = nullptr;
    QAction *disconnectAll = nullptr;
    QAction *pauseAccepting = nullptr; ///< checkable
    QMenu *blocked = nullptr;          ///< blocked addresses; filled by the window
    QAction *options = nullptr;
    QAction *saveLog = nullptr;
    QAction *quit = nullptr;
    // View
    QAction *find = nullptr;
    QAction *address = nullptr;
    QAction *hostNames = nullptr; ///< checkable
    QAction *present = nullptr;   ///< checkable
    // Help
    QAction *howTo = nullptr;
    QAction *about = nullptr;

    void showState(Service::State state);
    /// Adds \a columns, which shows and hides the columns of a table, to the View menu.
    void addColumnMenu(QMenu &columns);

private:
    void buildServerMenu();
    void buildViewMenu(QMainWindow &window);

    AppearanceMenu *m_appearance;
    QMenu *m_view = nullptr;
};

} // namespace DigitSum
