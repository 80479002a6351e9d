// SPDX-License-Identifier: MIT
#include "gui-client/clientapp.h"

#include "common/widgets/theme.h"
#include "gui-client/clientwindow.h"

namespace DigitSum {

ClientApp::ClientApp(QObject *parent)
    : ClientApp(Setup{}, parent)
{
}

ClientApp::ClientApp(Setup setup, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
{
    m_language.setCode(m_settings.language());
    applyTheme(themeNamed(m_settings.theme()));
    m_zoom.setPercent(m_settings.zoom());
    connect(&m_zoom, &Zoom::changed, this, [this](int percent) { m_settings.setZoom(percent); });
}

ClientApp::~ClientApp()
{
    for (const QPointer<ClientWindow> &window : std::as_const(m_windows))
        delete window;
}

ClientWindow *ClientApp::openWindow()
{
    m_windows.removeAll(nullptr);
    const bool isFirst = m_windows.isEmpty();
    auto *window = new ClientWindow(*this, isFirst);
    if (!isFirst)
        window->move(m_windows.constLast()->pos() + QPoint(32, 32));
    m_windows.append(window);
    window->show();
    return window;
}

void ClientApp::setLanguage(const QString &code)
{
    m_language.setCode(code);
    m_settings.setLanguage(m_language.code());
    Q_EMIT languageChanged(m_language.code());
}

void ClientApp::setTheme(const QString &name)
{
    const Theme theme = themeNamed(name);
    applyTheme(theme);
    m_settings.setTheme(themeName(theme));
    Q_EMIT themeChanged(themeName(theme));
}

void ClientApp::setServers(const QList<NamedServer> &servers)
{
    m_settings.setServers(servers);
    Q_EMIT serversChanged();
}

void ClientApp::addRecentServer(const Server &server)
{
    m_settings.addRecent(server);
    Q_EMIT serversChanged();
}

} // namespace DigitSum
