// SPDX-License-Identifier: MIT
#include "gui-client/connection/settings.h"

#include <algorithm>

namespace DigitSum::Gui {

namespace {

constexpr int maxServers = 1'000; // to survive a damaged file

const QString keepHistoryKey = QStringLiteral("history/keep");
const QString reconnectKey = QStringLiteral("connection/reconnect");
const QString serversKey = QStringLiteral("connection/servers");
const QString recentKey = QStringLiteral("connection/recent");
const QString shownPrefix = QStringLiteral("view/show-");
const QString layoutPrefix = QStringLiteral("layout/");
const QString nameKey = QStringLiteral("name");
const QString hostKey = QStringLiteral("host");
const QString portKey = QStringLiteral("port");
const QString tlsKey = QStringLiteral("tls");
const QString authoritiesKey = QStringLiteral("authorities");

QString nameOf(TlsOptions::Mode mode)
{
    switch (mode) {
    case TlsOptions::Mode::Off:
        break;
    case TlsOptions::Mode::Verified:
        return QStringLiteral("verified");
    case TlsOptions::Mode::Unverified:
        return QStringLiteral("unverified");
    }
    return QStringLiteral("off");
}

TlsOptions::Mode tlsModeNamed(const QString &name)
{
    for (const auto mode : {TlsOptions::Mode::Verified, TlsOptions::Mode::Unverified}) {
        if (name == nameOf(mode))
            return mode;
    }
    return TlsOptions::Mode::Off;
}

} // namespace

bool Settings::isHistoryKept() const
{
    return m_settings.value(keepHistoryKey, true).toBool();
}

void Settings::setHistoryKept(bool isKept)
{
    m_settings.setValue(keepHistoryKey, isKept);
}

bool Settings::isReconnecting() const
{
    return m_settings.value(reconnectKey, false).toBool();
}

void Settings::setReconnecting(bool isReconnecting)
{
    m_settings.setValue(reconnectKey, isReconnecting);
}

bool Settings::isShown(const QString &what, bool byDefault) const
{
    return m_settings.value(shownPrefix + what, byDefault).toBool();
}

void Settings::setShown(const QString &what, bool isShown)
{
    m_settings.setValue(shownPrefix + what, isShown);
}

QList<NamedServer> Settings::servers() const
{
    return readServers(serversKey);
}

void Settings::setServers(const QList<NamedServer> &servers)
{
    writeServers(serversKey, servers);
}

QList<Server> Settings::recent() const
{
    QList<Server> recent;
    const QList<NamedServer> stored = readServers(recentKey);
    for (const NamedServer &named : stored)
        recent.append(named.server);
    return recent;
}

void Settings::addRecent(const Server &server)
{
    NamedServer newest{{}, server};
    if (server.tls.mode == TlsOptions::Mode::Unverified)
        newest.server.tls.mode = TlsOptions::Mode::Verified;
    QList<NamedServer> stored = readServers(recentKey);
    stored.removeIf([&server](const NamedServer &s) { return s.server.address == server.address; });
    stored.prepend(newest);
    writeServers(recentKey, stored.mid(0, maxRecent));
}

QList<NamedServer> Settings::readServers(const QString &key) const
{
    QList<NamedServer> servers;
    const int size = std::min(m_settings.beginReadArray(key), maxServers);
    for (int i = 0; i < size; ++i) {
        m_settings.setArrayIndex(i);
        const auto port = portFromText(m_settings.value(portKey).toString());
        const QString host = m_settings.value(hostKey).toString();
        const TlsOptions tls{tlsModeNamed(m_settings.value(tlsKey).toString()),
                             m_settings.value(authoritiesKey).toString()};
        if (port && !host.isEmpty())
            servers.append({m_settings.value(nameKey).toString(), {{host, *port}, tls}});
    }
    m_settings.endArray();
    return servers;
}

void Settings::writeServers(const QString &key, const QList<NamedServer> &servers)
{
    m_settings.remove(key);
    m_settings.beginWriteArray(key, int(servers.size()));
    for (int i = 0; i < servers.size(); ++i) {
        const Server &server = servers.at(i).server;
        m_settings.setArrayIndex(i);
        m_settings.setValue(nameKey, servers.at(i).name);
        m_settings.setValue(hostKey, server.address.host);
        m_settings.setValue(portKey, QString::number(server.address.port));
        m_settings.setValue(tlsKey, nameOf(server.tls.mode));
        m_settings.setValue(authoritiesKey, server.tls.authoritiesFile);
    }
    m_settings.endArray();
}

QByteArray Settings::layout(const QString &what) const
{
    return m_settings.value(layoutPrefix + what).toByteArray();
}

void Settings::setLayout(const QString &what, const QByteArray &state)
{
    m_settings.setValue(layoutPrefix + what, state);
}

} // namespace DigitSum::Gui
