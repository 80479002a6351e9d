// SPDX-License-Identifier: MIT
#include "server/console/consolemenus.h"

#include "server/console/appearancemenu.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace DigitSum {

ConsoleMenus::ConsoleMenus(QMainWindow &window, Zoom &zoom)
    : QObject(&window)
    , m_window(window)
    , m_server(window.menuBar()->addMenu(QString()))
    , m_view(window.menuBar()->addMenu(QString()))
    , m_help(window.menuBar()->addMenu(QString()))
    , m_appearance(new AppearanceMenu(zoom, &window))
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
    m_server->addSeparator();
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
    m_view->addSeparator();
    m_view->addMenu(m_appearance);
    m_present = new QAction(this);
    m_present->setObjectName(QStringLiteral("presentAction"));
    m_present->setCheckable(true);
    m_present->setShortcut(Qt::Key_F11);
    connect(m_present, &QAction::toggled, this, &ConsoleMenus::presentationRequested);
    m_view->addAction(m_present);

    m_howTo = add(m_help, QStringLiteral("helpAction"), QKeySequence::HelpContents,
                  &ConsoleMenus::helpRequested);
    m_about = add(m_help, QStringLiteral("aboutAction"), {}, &ConsoleMenus::aboutRequested);
    m_about->setMenuRole(QAction::AboutRole);

    // The window has the actions too: their shortcuts work while presenting hides the menu bar.
    window.addActions({m_startStop, m_saveLog, m_quit, m_find, m_present, m_howTo});
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

void ConsoleMenus::showPresenting(bool presenting)
{
    m_present->setChecked(presenting);
}

void ConsoleMenus::retranslate()
{
    m_server->setTitle(tr("Serve&r"));
    m_view->setTitle(tr("Vie&w"));
    m_help->setTitle(tr("&Help"));
    showState(m_state);
    m_disconnectAll->setText(tr("&Disconnect all clients"));
    m_saveLog->setText(tr("Save &events..."));
    m_quit->setText(tr("&Quit"));
    m_find->setText(tr("&Find a client"));
    m_present->setText(tr("&Presentation"));
    m_howTo->setText(tr("How to &connect"));
    m_about->setText(tr("&About DigitSum Server"));
}

} // namespace DigitSum
