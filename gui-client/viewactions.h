// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

QT_BEGIN_NAMESPACE
class QMainWindow;
class QWidget;
QT_END_NAMESPACE

namespace DigitSum::Gui {

class Application;
class Menus;
class HistoryPanel;

/// How the window looks: zoom, theme, language, columns, what is shown, presentation; and that it
/// looks so again the next time. Lives with its window.
class ViewActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ViewActions)

public:
    /// What presentation leaves out.
    struct Chrome
    {
        QWidget *connectionBar;
        QWidget *timesStrip;
    };

    ViewActions(Application &app, Menus &menus, HistoryPanel &history, Chrome chrome,
                QMainWindow *window);

    void restoreLayout();
    void saveLayout();

    [[nodiscard]] bool isPresenting() const noexcept { return m_isPresenting; }
    void setPresenting(bool isPresenting);

private:
    void connectLooks();
    void connectShown();
    void buildColumnMenu();
    void nameColumns();
    void dressForPresenting();

    Application &m_app;
    Menus &m_menus;
    HistoryPanel &m_history;
    const Chrome m_chrome;
    QMainWindow *m_window;
    bool m_isPresenting = false;
    bool m_wasMaximized = false;
};

} // namespace DigitSum::Gui
