// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/service.h"

#include <QObject>

QT_BEGIN_NAMESPACE
class QAction;
class QMainWindow;
class QMenu;
QT_END_NAMESPACE

namespace DigitSum {

class AppearanceMenu;
class Language;
class Zoom;

/// The menu bar of the server window: what can be done, under its usual shortcut. Actions ask; the
/// window answers.
class ConsoleMenus final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConsoleMenus)

public:
    ConsoleMenus(QMainWindow &window, Zoom &zoom, Language &language);

    void showState(Service::State state);
    void showClients(quint64 connected);
    void showAccepting(bool accepting);
    void showHostNames(bool wanted);
    void showPresenting(bool presenting);
    /// \a columns shows and hides the columns of a table.
    void addColumnMenu(QMenu &columns);
    void retranslate();

Q_SIGNALS:
    void startRequested();
    void stopRequested();
    void disconnectAllRequested();
    void acceptingRequested(bool accepting);
    void hostNamesRequested(bool wanted);
    /// The menu of addresses that are turned away is about to open: fill it.
    void deniedMenuOpening(QMenu *menu);
    void optionsRequested();
    void saveLogRequested();
    void findRequested();
    void addressRequested();
    void presentationRequested(bool presenting);
    void helpRequested();
    void aboutRequested();

private:
    QAction *add(QMenu *menu, const QString &name, const QKeySequence &shortcut,
                 void (ConsoleMenus::*request)());
    QAction *addCheckable(QMenu *menu, const QString &name);
    void onStartStop();

    QMainWindow &m_window;
    Service::State m_state = Service::State::Stopped;
    QMenu *m_server;
    QMenu *m_view;
    QMenu *m_help;
    AppearanceMenu *m_appearance;
    QAction *m_startStop;
    QAction *m_disconnectAll;
    QAction *m_pauseAccepting;
    QMenu *m_denied;
    QAction *m_hostNames;
    QAction *m_options;
    QAction *m_saveLog;
    QAction *m_quit;
    QAction *m_find;
    QAction *m_address;
    QAction *m_present;
    QAction *m_howTo;
    QAction *m_about;
};

} // namespace DigitSum
