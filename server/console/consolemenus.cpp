// SPDX-License-Identifier: MIT
#include "server/console/consolemenus.h"

#include "common/widgets/appearancemenu.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace DigitSum {

ConsoleMenus::ConsoleMenus(QMainWindow &window, Zoom &zoom, Language &language)
    : QObject(&window)
    , m_window(window)
    , m_server(window.menuBar()->addMenu(QString()))
    , m_view(window.menuBar()->addMenu(QString()))
    , m_help(window.menuBar()->addMenu(QString()))
    , m_appearance(new AppearanceMenu(zoom, language, &window))
{
    window.menuBar()->setObjectName(QStringLiteral("menuBar"));
    m_server->setObjectName(QStringLiteral("serverMenu"));
    m_view->setObjectName(QStringLiteral("viewMenu"));
    m_help->setObjectName(QStringLiteral("helpMenu"));

    m_startStop = new QAction(this);
    m_startStop->setObjectName(QStringLiteral("startStopAction"));
    m_startStop->setShortcut(Qt::CTRL | Qt::Key_Return);
    connect(m_startStop, &QAction::triggered, this, &ConsoleMenus::onStartStop);
    m_server->addAction(m_startStop);
    m_disconnectAll = add(m_server, QStringLiteral("disconnectAllAction"), {},
                          &ConsoleMenus::disconnectAllRequested);
    m_pauseAccepting = addCheckable(m_server, QStringLiteral("pauseAcceptingAction"));
    connect(m_pauseAccepting, &QAction::triggered, this,
            [this](bool paused) { Q_EMIT acceptingRequested(!paused); });
    m_blocked = m_server->addMenu(QString());
    m_blocked->setObjectName(QStringLiteral("blockedMenu"));
    connect(m_blocked, &QMenu::aboutToShow, this, [this] { Q_EMIT blockedMenuOpening(m_blocked); });
    m_server->addSeparator();
    m_options = add(m_server, QStringLiteral("optionsAction"), {}, &ConsoleMenus::optionsRequested);
    m_saveLog = add(m_server, QStringLiteral("saveLogAction"), QKeySequence::Save,
                    &ConsoleMenus::saveLogRequested);
    m_server->addSeparator();
    m_quit = new QAction(this);
    m_quit->setObjectName(QStringLiteral("quitAction"));
    m_quit->setShortcut(QKeySequence::Quit);
    m_quit->setMenuRole(QAction::QuitRole);
    connect(m_quit, &QAction::triggered, &window, &QWidget::close);
    m_server->addAction(m_quit);

    m_find =
        add(m_view, QStringLiteral("findAction"), QKeySequence::Find, &ConsoleMenus::findRequested);
    m_address = add(m_view, QStringLiteral("addressAction"), Qt::CTRL | Qt::Key_L,
                    &ConsoleMenus::addressRequested);
    m_view->addSeparator();
    m_view->addMenu(m_appearance);
    m_hostNames = addCheckable(m_view, QStringLiteral("hostNamesAction"));
    connect(m_hostNames, &QAction::toggled, this, &ConsoleMenus::hostNamesRequested);
    m_present = addCheckable(m_view, QStringLiteral("presentAction"));
    m_present->setShortcut(Qt::Key_F11);
    connect(m_present, &QAction::toggled, this, &ConsoleMenus::presentationRequested);

    m_howTo = add(m_help, QStringLiteral("helpAction"), QKeySequence::HelpContents,
                  &ConsoleMenus::helpRequested);
    m_about = add(m_help, QStringLiteral("aboutAction"), {}, &ConsoleMenus::aboutRequested);
    m_about->setMenuRole(QAction::AboutRole);

    // Also added to the window, so that shortcuts work while presentation mode hides the menu bar.
    window.addActions({m_startStop, m_saveLog, m_quit, m_find, m_address, m_present, m_howTo});
    window.addActions(m_appearance->actions());
    retranslate();
}

QAction *ConsoleMenus::add(QMenu *menu, const QString &name, const QKeySequence &shortcut,
                           void (ConsoleMenus::*request)())
{
    auto *action = new QAction(this);
    action->setObjectName(name);
    action->setShortcut(shortcut);
    connect(action, &QAction::triggered, this, request);
    menu->addAction(action);
    return action;
}

QAction *ConsoleMenus::addCheckable(QMenu *menu, const QString &name)
{
    auto *action = new QAction(this);
    action->setObjectName(name);
    action->setCheckable(true);
    menu->addAction(action);
    return action;
}

void ConsoleMenus::addColumnMenu(QMenu &columns)
{
    m_view->insertMenu(m_appearance->menuAction(), &columns);
}

void ConsoleMenus::onStartStop()
{
    if (m_state == Service::State::Stopped)
        Q_EMIT startRequested();
    else
        Q_EMIT stopRequested();
}

void ConsoleMenus::showState(Service::State state)
{
    m_state = state;
    m_pauseAccepting->setEnabled(state == Service::State::Listening);
    m_blocked->setEnabled(state == Service::State::Listening);
    switch (state) {
    case Service::State::Stopped:
        m_startStop->setText(tr("&Start"));
        break;
    case Service::State::Binding:
        m_startStop->setText(tr("&Stop trying"));
        break;
    case Service::State::Listening:
        m_startStop->setText(tr("&Stop"));
        break;
    case Service::State::Stopping:
        m_startStop->setText(tr("&Stop now"));
        break;
    }
}

void ConsoleMenus::showClients(quint64 connected)
{
    m_disconnectAll->setEnabled(connected > 0);
}

void ConsoleMenus::showAccepting(bool accepting)
{
    m_pauseAccepting->setChecked(!accepting);
}

void ConsoleMenus::showHostNames(bool enabled)
{
    m_hostNames->setChecked(enabled);
}

void ConsoleMenus::showPresenting(bool presenting)
{
    m_present->setChecked(presenting);
}

void ConsoleMenus::retranslate()
{
    m_server->setTitle(tr("Ser&ver"));
    m_view->setTitle(tr("V&iew"));
    m_help->setTitle(tr("&Help"));
    showState(m_state);
    m_disconnectAll->setText(tr("&Disconnect all clients"));
    m_pauseAccepting->setText(tr("&Reject new clients"));
    m_pauseAccepting->setToolTip(tr("New clients are told that the server is full"));
    m_blocked->setTitle(tr("&Blocked addresses"));
    m_hostNames->setText(tr("Look up &host names"));
    m_hostNames->setToolTip(tr("Sends each client's address to the name server"));
    m_options->setText(tr("&Options…"));
    m_saveLog->setText(tr("Save &events…"));
    m_quit->setText(tr("&Quit"));
    m_find->setText(tr("&Find a client"));
    m_address->setText(tr("&Go to the address"));
    m_present->setText(tr("&Presentation"));
    m_howTo->setText(tr("How to &connect"));
    m_about->setText(tr("&About DigitSum Server"));
}

} // namespace DigitSum
