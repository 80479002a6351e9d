// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/service.h"

#include <QObject>

QT_FORWARD_DECLARE_CLASS(QAction)
QT_FORWARD_DECLARE_CLASS(QMainWindow)
QT_FORWARD_DECLARE_CLASS(QMenu)

namespace DigitSum {

class AppearanceMenu;
class Language;
class Zoom;

/// The menu bar of the server window. Its actions emit signals, which the window carries out; the
/// show functions set texts, check marks and what is enabled. A child of the window.
class ConsoleMenus final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConsoleMenus)

public:
    ConsoleMenus(QMainWindow &window, Zoom &zoom, Language &language);

    void showState(Service::State state);
    void showClients(quint64 connected);
    void showAccepting(bool accepting);
    void showHostNames(bool enabled);
    void showPresenting(bool presenting);
    /// Adds \a columns, which shows and hides the columns of a table, to the View menu.
    void addColumnMenu(QMenu &columns);
    void retranslate();

Q_SIGNALS:
    void startRequested();
    void stopRequested();
    void disconnectAllRequested();
    void acceptingRequested(bool accepting);
    void hostNamesRequested(bool enabled);
    /// Emitted before the menu of blocked addresses opens, so that the receiver can fill it.
    void blockedMenuOpening(QMenu *menu);
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
    QMenu *m_blocked;
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
