// SPDX-License-Identifier: MIT
#include "gui-client/clientsettings.h"

#include "common/widgets/zoom.h"

#include <algorithm>

namespace DigitSum {

namespace {

const QString languageKey = QStringLiteral("view/language");
const QString themeKey = QStringLiteral("view/theme");
const QString zoomKey = QStringLiteral("view/zoom");
const QString keepHistoryKey = QStringLiteral("history/keep");
const QString reconnectKey = QStringLiteral("connection/reconnect");
const QString serversKey = QStringLiteral("connection/servers");
const QString recentKey = QStringLiteral("connection/recent");
const QString nameKey = QStringLiteral("name");
const QString hostKey = QStringLiteral("host");
const QString portKey = QStringLiteral("port");

QString shownKey(const QString &what)
{
    return QStringLiteral("view/show-") + what;
}

QString layoutKey(const QString &what)
{
    return QStringLiteral("layout/") + what;
}

} // namespace

QString ClientSettings::language() const
{
    return m_settings.value(languageKey).toString();
}

void ClientSettings::setLanguage(const QString &code)
{
    m_settings.setValue(languageKey, code);
}

QString ClientSettings::theme() const
{
    return m_settings.value(themeKey).toString();
}

void ClientSettings::setTheme(const QString &name)
{
    m_settings.setValue(themeKey, name);
}

int ClientSettings::zoom() const
{
    return std::clamp(m_settings.value(zoomKey, 100).toInt(), Zoom::least, Zoom::most);
}

void ClientSettings::setZoom(int percent)
{
    m_settings.setValue(zoomKey, percent);
}

bool ClientSettings::isHistoryKept() const
{
    return m_settings.value(keepHistoryKey, true).toBool();
}

void ClientSettings::setHistoryKept(bool isKept)
{
    m_settings.setValue(keepHistoryKey, isKept);
}

bool ClientSettings::isReconnecting() const
{
    return m_settings.value(reconnectKey, false).toBool();
}

void ClientSettings::setReconnecting(bool isReconnecting)
{
    m_settings.setValue(reconnectKey, isReconnecting);
}

bool ClientSettings::isShown(const QString &what, bool byDefault) const
{
    return m_settings.value(shownKey(what), byDefault).toBool();
}

void ClientSettings::setShown(const QString &what, bool isShown)
{
    m_settings.setValue(shownKey(what), isShown);
}

QList<NamedServer> ClientSettings::servers() const
{
    QList<NamedServer> servers;
    const int size = m_settings.beginReadArray(serversKey);
    for (int i = 0; i < size; ++i) {
        m_settings.setArrayIndex(i);
        const auto port = portFromText(m_settings.value(portKey).toString());
        const QString host = m_settings.value(hostKey).toString();
        if (port && !host.isEmpty())
            servers.append({m_settings.value(nameKey).toString(), {host, *port}});
    }
    m_settings.endArray();
    return servers;
}

void ClientSettings::setServers(const QList<NamedServer> &servers)
{
    m_settings.remove(serversKey);
    m_settings.beginWriteArray(serversKey, int(servers.size()));
    for (int i = 0; i < servers.size(); ++i) {
        m_settings.setArrayIndex(i);
        m_settings.setValue(nameKey, servers.at(i).name);
        m_settings.setValue(hostKey, servers.at(i).address.host);
        m_settings.setValue(portKey, QString::number(servers.at(i).address.port));
    }
    m_settings.endArray();
}

QList<ServerAddress> ClientSettings::recent() const
{
    QList<ServerAddress> recent;
    const QStringList texts = m_settings.value(recentKey).toStringList();
    for (const QString &text : texts) {
        if (const auto address = ServerAddress::fromText(text, 0); address && address->port > 0)
            recent.append(*address);
    }
    return recent;
}

void ClientSettings::addRecent(const ServerAddress &address)
{
    QStringList texts = m_settings.value(recentKey).toStringList();
    texts.removeAll(address.toText());
    texts.prepend(address.toText());
    m_settings.setValue(recentKey, texts.mid(0, mostRecent));
}

QByteArray ClientSettings::layout(const QString &what) const
{
    return m_settings.value(layoutKey(what)).toByteArray();
}

void ClientSettings::setLayout(const QString &what, const QByteArray &state)
{
    m_settings.setValue(layoutKey(what), state);
}

} // namespace DigitSum
