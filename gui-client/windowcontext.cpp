// SPDX-License-Identifier: MIT
#include "gui-client/windowcontext.h"

#include "common/widgets/appearancemenu.h"

namespace DigitSum::Gui {

WindowContext::WindowContext(Setup setup)
    : m_setup(std::move(setup))
    , m_historyStore(HistoryStore::defaultPath(), m_settings.isHistoryKept())
{
    m_language.setCode(AppearanceMenu::rememberedLanguage());
}

void WindowContext::setServers(const QList<NamedServer> &servers)
{
    m_settings.setServers(servers);
    Q_EMIT serversChanged();
}

void WindowContext::setHistoryKept(bool isKept)
{
    m_settings.setHistoryKept(isKept);
    m_historyStore.setKeeping(isKept);
}

void WindowContext::addRecentServer(const Server &server)
{
    m_settings.addRecent(server);
    Q_EMIT serversChanged();
}

} // namespace DigitSum::Gui
