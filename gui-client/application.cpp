// SPDX-License-Identifier: MIT
#include "gui-client/application.h"

#include "common/widgets/theme.h"
#include "gui-client/mainwindow.h"

namespace DigitSum::Gui {

Application::Application(QObject *parent)
    : Application(Setup{}, parent)
{
}

Application::Application(Setup setup, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
{
    m_language.setCode(m_settings.language());
    applyTheme(themeNamed(m_settings.theme()));
    m_zoom.setPercent(m_settings.zoom());
    connect(&m_zoom, &Zoom::changed, this, [this](int percent) { m_settings.setZoom(percent); });
}

Application::~Application()
{
    for (const QPointer<MainWindow> &window : std::as_const(m_windows))
        delete window;
}

MainWindow *Application::openWindow()
{
    m_windows.removeAll(nullptr);
    const bool isFirst = m_windows.isEmpty();
    auto *window = new MainWindow(*this, isFirst);
    if (!isFirst)
        window->move(m_windows.constLast()->pos() + QPoint(32, 32));
    m_windows.append(window);
    window->show();
    return window;
}

void Application::setLanguage(const QString &code)
{
    m_language.setCode(code);
    m_settings.setLanguage(m_language.code());
    Q_EMIT languageChanged(m_language.code());
}

void Application::setTheme(const QString &name)
{
    const Theme theme = themeNamed(name);
    applyTheme(theme);
    m_settings.setTheme(themeName(theme));
    Q_EMIT themeChanged(themeName(theme));
}

void Application::setServers(const QList<NamedServer> &servers)
{
    m_settings.setServers(servers);
    Q_EMIT serversChanged();
}

void Application::addRecentServer(const Server &server)
{
    m_settings.addRecent(server);
    Q_EMIT serversChanged();
}

} // namespace DigitSum::Gui
