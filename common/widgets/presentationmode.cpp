// SPDX-License-Identifier: MIT
#include "common/widgets/presentationmode.h"

#include "common/widgets/zoom.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMenuBar>
#include <QScreen>

#include <algorithm>

namespace DigitSum {

namespace {

/// A line of text takes a 36th of the screen's height, which is readable from eight times that
/// height away.
int presentationPercent(const QWidget &window)
{
    constexpr int lines = 36;
    constexpr int least = 160;
    return std::max(least, window.screen()->size().height() * 100
                               / (lines * window.fontMetrics().height()));
}

} // namespace

PresentationMode::PresentationMode(QMainWindow *window, const QList<QWidget *> &hidden)
    : QObject(window)
    , m_window(window)
    , m_hidden(hidden)
{
    window->installEventFilter(this);
}

void PresentationMode::setActive(bool isActive)
{
    if (m_isActive == isActive)
        return;
    m_isActive = isActive;
    m_window->menuBar()->setVisible(!isActive);
    for (QWidget *widget : m_hidden)
        widget->setVisible(!isActive);
    Q_EMIT activeChanged(isActive);
    updateFont();
    m_window->setWindowState(m_window->windowState().setFlag(Qt::WindowFullScreen, isActive));
}

void PresentationMode::updateFont()
{
    if (QWidget *content = m_window->centralWidget())
        content->setFont(m_isActive ? scaledFont(m_window->font(), presentationPercent(*m_window))
                                    : QFont());
}

bool PresentationMode::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FontChange) {
        updateFont();
    } else if (m_isActive && event->type() == QEvent::KeyPress
               && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        setActive(false);
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace DigitSum
