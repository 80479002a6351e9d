// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

QT_FORWARD_DECLARE_CLASS(QMainWindow)
QT_FORWARD_DECLARE_CLASS(QWidget)

namespace DigitSum {
class PresentationMode;
} // namespace DigitSum

namespace DigitSum::Gui {

class WindowContext;
class Menus;
class HistoryPanel;

/// The View menu's actions: columns, optional panels and presentation mode. Saves and restores the
/// window's layout. A child of its window.
class ViewActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ViewActions)

public:
    /// Widgets that presentation mode hides.
    struct Chrome
    {
        QWidget *connectionBar;
        QWidget *timesStrip;
    };

    ViewActions(WindowContext &context, Menus &menus, HistoryPanel &history, Chrome chrome,
                QMainWindow *window);

    void restoreLayout();
    void saveLayout();

    [[nodiscard]] PresentationMode &presentation() noexcept { return *m_presentation; }

private:
    void connectShown();
    void onPresentationChanged(bool isActive);

    WindowContext &m_context;
    Menus &m_menus;
    HistoryPanel &m_history;
    const Chrome m_chrome;
    QMainWindow *m_window;
    PresentationMode *m_presentation;
};

} // namespace DigitSum::Gui
