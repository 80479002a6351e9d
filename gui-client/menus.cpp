// SPDX-License-Identifier: MIT
#include "gui-client/menus.h"

#include "common/widgets/appearancemenu.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>

namespace DigitSum::Gui {

Menus::Menus(Zoom &zoom, Language &language, QMainWindow *window)
    : MenuBuilder(window)
{
    buildServerMenu();
    buildRequestMenu();
    buildHistoryMenu();
    buildViewMenu(new AppearanceMenu(zoom, language, window), window);
    buildHelpMenu();
}

void Menus::buildServerMenu()
{
    QMenu *menu = addMenu("serverMenu", QT_TR_NOOP("Se&rver"));
    newWindow = add(menu, "newWindow", QT_TR_NOOP("&New window"), {QKeySequence::New});
    menu->addSeparator();
    chooseServer = add(menu, "chooseServer", QT_TR_NOOP("Choose &server"), {Qt::CTRL | Qt::Key_L});
    manageServers = add(menu, "manageServers", QT_TR_NOOP("&Remembered servers…"));
    connectServer = add(menu, "connectServer", QT_TR_NOOP("&Connect"),
                        {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    disconnectServer = add(menu, "disconnectServer", QT_TR_NOOP("&Disconnect"),
                           {Qt::CTRL | Qt::SHIFT | Qt::Key_D});
    reconnect = addCheckable(menu, "reconnect", QT_TR_NOOP("Reconnect &automatically"));
    menu->addSeparator();
    closeWindow = add(menu, "closeWindow", QT_TR_NOOP("C&lose window"), {Qt::CTRL | Qt::Key_W});
    quit = add(menu, "quit", QT_TR_NOOP("&Quit"), {Qt::CTRL | Qt::Key_Q});
    quit->setMenuRole(QAction::QuitRole);
}

void Menus::buildRequestMenu()
{
    QMenu *menu = addMenu("requestMenu", QT_TR_NOOP("Re&quests"));
    sendFile = add(menu, "sendFile", QT_TR_NOOP("Send &file…"), {QKeySequence::Open});
    menu->addSeparator();
    sendAgain = add(menu, "sendAgain", QT_TR_NOOP("Send &again"), {Qt::CTRL | Qt::Key_R});
    editAndSend = add(menu, "editAndSend", QT_TR_NOOP("&Edit and send again"), {Qt::Key_F2});
}

void Menus::buildHistoryMenu()
{
    QMenu *menu = addMenu("historyMenu", QT_TR_NOOP("H&istory"));
    undo = add(menu, "undo", QT_TR_NOOP("&Undo"), {QKeySequence::Undo});
    redo = add(menu, "redo", QT_TR_NOOP("&Redo"), {Qt::CTRL | Qt::SHIFT | Qt::Key_Z});
    menu->addSeparator();
    copy = add(menu, "copy", QT_TR_NOOP("&Copy rows"), {QKeySequence::Copy});
    remove = add(menu, "remove", QT_TR_NOOP("&Delete rows"), {QKeySequence::Delete});
    for (QAction *action : {copy, remove})
        action->setShortcutContext(Qt::WidgetShortcut); // text fields have their own
    clear = add(menu, "clear", QT_TR_NOOP("C&lear history"));
    menu->addSeparator();
    find = add(menu, "find", QT_TR_NOOP("&Find"), {QKeySequence::Find});
    exportHistory =
        add(menu, "exportHistory", QT_TR_NOOP("&Export…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_E});
    keepHistory = addCheckable(menu, "keepHistory", QT_TR_NOOP("&Keep between runs"));
}

void Menus::buildViewMenu(AppearanceMenu *appearance, QMainWindow *window)
{
    QMenu *menu = addMenu("viewMenu", QT_TR_NOOP("Vie&w"));
    columns = addMenu("columnsMenu", QT_TR_NOOP("&Columns"), menu);
    details = addCheckable(menu, "details", QT_TR_NOOP("Request &details"));
    times = addCheckable(menu, "times", QT_TR_NOOP("&Round-trip times"));
    menu->addSeparator();
    menu->addMenu(appearance);
    window->addActions(appearance->actions());
    present = addCheckable(menu, "present", QT_TR_NOOP("&Presentation mode"), {Qt::Key_F11});
}

void Menus::buildHelpMenu()
{
    QMenu *menu = addMenu("helpMenu", QT_TR_NOOP("&Help"));
    guide = add(menu, "guide", QT_TR_NOOP("&How to use DigitSum"), {Qt::Key_F1});
    menu->addSeparator();
    about = add(menu, "about", QT_TR_NOOP("&About DigitSum"));
    about->setMenuRole(QAction::AboutRole);
}

QList<QAction *> Menus::rowActions() const
{
    return {sendAgain, editAndSend, copy, remove};
}

} // namespace DigitSum::Gui
