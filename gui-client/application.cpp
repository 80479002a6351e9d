// SPDX-License-Identifier: MIT
#include "gui-client/application.h"

#include "common/widgets/windowplacement.h"
#include "gui-client/mainwindow.h"

#include <QApplication>

#include <utility>

namespace DigitSum::Gui {

Application::Application(Setup setup, QObject *parent)
    : QObject(parent)
    , m_context(std::move(setup))
{
}

Application::~Application()
{
    for (const QPointer<MainWindow> &window : std::as_const(m_windows))
        delete window;
}

void Application::leave()
{
    if (std::exchange(m_isLeaving, true))
        QCoreApplication::quit();
    else
        QApplication::closeAllWindows();
}

MainWindow *Application::openWindow()
{
    m_windows.removeAll(nullptr);
    const bool isFirst = m_windows.isEmpty();
    auto *window = new MainWindow(m_context);
    connect(window, &MainWindow::newWindowRequested, this, &Application::openWindow);
    if (!isFirst)
        WindowPlacement::cascade(*window, *m_windows.constLast());
    m_windows.append(window);
    window->show();
    return window;
}

} // namespace DigitSum::Gui
