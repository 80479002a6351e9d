// SPDX-License-Identifier: MIT
#include "server/console/consolemenus.h"

#include "common/widgets/appearancemenu.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace DigitSum {

ConsoleMenus::ConsoleMenus(QMainWindow &window, Zoom &zoom, Language &language)
    : MenuBuilder(&window)
    , m_appearance(new AppearanceMenu(zoom, language, &window))
{
    window.menuBar()->setObjectName(QStringLiteral("menuBar"));
    buildServerMenu();
    buildViewMenu(window);
    QMenu *help = addMenu("helpMenu", QT_TR_NOOP("&Help"));
    howTo = add(help, "helpAction", QT_TR_NOOP("How to &connect"), {QKeySequence::HelpContents});
    about = add(help, "aboutAction", QT_TR_NOOP("&About DigitSum Server"));
    about->setMenuRole(QAction::AboutRole);
}

void ConsoleMenus::buildServerMenu()
{
    QMenu *menu = addMenu("serverMenu", QT_TR_NOOP("Ser&ver"));
    startStop = add(menu, "startStopAction", QT_TR_NOOP("&Start"), {Qt::CTRL | Qt::Key_Return});
    disconnectAll = add(menu, "disconnectAllAction", QT_TR_NOOP("&Disconnect all clients"));
    pauseAccepting = addCheckable(
        menu, "pauseAcceptingAction", QT_TR_NOOP("&Reject new clients"), {},
        QT_TR_NOOP("New clients get the notice that the server is full, and are disconnected"));
    blocked = addMenu("blockedMenu", QT_TR_NOOP("&Blocked addresses"), menu);
    menu->addSeparator();
    options = add(menu, "optionsAction", QT_TR_NOOP("&Options…"));
    saveLog = add(menu, "saveLogAction", QT_TR_NOOP("Save &events…"), {QKeySequence::Save});
    menu->addSeparator();
    quit = add(menu, "quitAction", QT_TR_NOOP("&Quit"), {QKeySequence::Quit});
    quit->setMenuRole(QAction::QuitRole);
}

void ConsoleMenus::buildViewMenu(QMainWindow &window)
{
    m_view = addMenu("viewMenu", QT_TR_NOOP("V&iew"));
    find = add(m_view, "findAction", QT_TR_NOOP("&Find a client"), {QKeySequence::Find});
    address =
        add(m_view, "addressAction", QT_TR_NOOP("&Go to the address"), {Qt::CTRL | Qt::Key_L});
    m_view->addSeparator();
    m_view->addMenu(m_appearance);
    window.addActions(m_appearance->actions());
    hostNames = addCheckable(m_view, "hostNamesAction", QT_TR_NOOP("Look up &host names"), {},
                             QT_TR_NOOP("Sends each client's address to the name server"));
    present = addCheckable(m_view, "presentAction", QT_TR_NOOP("&Presentation"), {Qt::Key_F11});
}

void ConsoleMenus::addColumnMenu(QMenu &columns)
{
    m_view->insertMenu(m_appearance->menuAction(), &columns);
}

void ConsoleMenus::showState(Service::State state)
{
    pauseAccepting->setEnabled(state == Service::State::Listening);
    blocked->setEnabled(state == Service::State::Listening);
    switch (state) {
    case Service::State::Stopped:
        setTexts(startStop, QT_TR_NOOP("&Start"));
        break;
    case Service::State::Binding:
        setTexts(startStop, QT_TR_NOOP("&Stop trying"));
        break;
    case Service::State::Listening:
        setTexts(startStop, QT_TR_NOOP("&Stop"));
        break;
    case Service::State::Stopping:
        setTexts(startStop, QT_TR_NOOP("&Stop now"));
        break;
    }
}

} // namespace DigitSum
