// SPDX-License-Identifier: MIT
#include "gui-client/menus.h"

#include "common/widgets/appearancemenu.h"

#include <QAction>
#include <QEvent>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace DigitSum::Gui {

Menus::Menus(Zoom &zoom, Language &language, QMainWindow *window)
    : QObject(window)
    , m_window(window)
{
    buildServerMenu();
    buildRequestMenu();
    buildHistoryMenu();
    buildViewMenu(new AppearanceMenu(zoom, language, window));
    buildHelpMenu();
    window->installEventFilter(this);
    retranslate();
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
    exportHistory = add(menu, "exportHistory", QT_TR_NOOP("&Export…"), {Qt::CTRL | Qt::Key_E});
    keepHistory = addCheckable(menu, "keepHistory", QT_TR_NOOP("&Keep between runs"));
}

void Menus::buildViewMenu(AppearanceMenu *appearance)
{
    QMenu *menu = addMenu("viewMenu", QT_TR_NOOP("Vie&w"));
    columns = addMenu("columnsMenu", QT_TR_NOOP("&Columns"), menu);
    details = addCheckable(menu, "details", QT_TR_NOOP("Request &details"));
    times = addCheckable(menu, "times", QT_TR_NOOP("&Round-trip times"));
    menu->addSeparator();
    menu->addMenu(appearance);
    m_window->addActions(appearance->actions());
    present = addCheckable(menu, "present", QT_TR_NOOP("&Presentation mode"), {Qt::Key_F11});
}

void Menus::buildHelpMenu()
{
    QMenu *menu = addMenu("helpMenu", QT_TR_NOOP("&Help"));
    guide = add(menu, "guide", QT_TR_NOOP("&How to use DigitSum"), {Qt::Key_F1});
    menu->addSeparator();
    about = add(menu, "about", QT_TR_NOOP("&About DigitSum"));
    about->setMenuRole(QAction::AboutRole);
    aboutQt = add(menu, "aboutQt", QT_TR_NOOP("About &Qt"));
    aboutQt->setMenuRole(QAction::AboutQtRole);
}

QMenu *Menus::addMenu(const char *name, const char *title, QMenu *parent)
{
    QMenu *menu = parent ? parent->addMenu(QString()) : m_window->menuBar()->addMenu(QString());
    menu->setObjectName(QString::fromLatin1(name));
    m_titled.append({menu, title});
    return menu;
}

QAction *Menus::add(QMenu *menu, const char *name, const char *title,
                    const QList<QKeySequence> &keys)
{
    QAction *action = menu->addAction(QString());
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcuts(keys);
    m_window->addAction(action); // shortcuts of a hidden menu bar do not work
    m_titled.append({action, title});
    return action;
}

QAction *Menus::addCheckable(QMenu *menu, const char *name, const char *title,
                             const QList<QKeySequence> &keys)
{
    QAction *action = add(menu, name, title, keys);
    action->setCheckable(true);
    return action;
}

QList<QAction *> Menus::rowActions() const
{
    return {sendAgain, editAndSend, copy, remove};
}

void Menus::retranslate()
{
    for (const Titled &titled : std::as_const(m_titled)) {
        if (auto *menu = qobject_cast<QMenu *>(titled.object))
            menu->setTitle(tr(titled.title));
        else
            static_cast<QAction *>(titled.object)->setText(tr(titled.title));
    }
}

bool Menus::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    return QObject::eventFilter(watched, event);
}

} // namespace DigitSum::Gui
