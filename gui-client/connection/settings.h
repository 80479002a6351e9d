// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/connection/server.h"

#include <QByteArray>
#include <QList>
#include <QSettings>

namespace DigitSum::Gui {

/// A server that the user has named.
struct NamedServer
{
    QString name;
    Server server;

    friend bool operator==(const NamedServer &, const NamedServer &) = default;
};

/// The client's settings, except for those of AppearanceMenu. Reads and writes QSettings directly;
/// missing or invalid values yield the defaults.
class Settings final
{
public:
    static constexpr qsizetype maxRecent = 10;

    [[nodiscard]] bool isHistoryKept() const;
    void setHistoryKept(bool isKept);
    [[nodiscard]] bool isReconnecting() const;
    void setReconnecting(bool isReconnecting);

    /// \a what is the object name of a View menu action.
    [[nodiscard]] bool isShown(const QString &what, bool byDefault) const;
    void setShown(const QString &what, bool isShown);

    [[nodiscard]] QList<NamedServer> servers() const;
    void setServers(const QList<NamedServer> &servers);
    /// Returns the servers connected to most recently, newest first. Unverified TLS is stored as
    /// verified: to keep it, the user has to name the server.
    [[nodiscard]] QList<Server> recent() const;
    void addRecent(const Server &server);

    /// Saved states of widgets; \a what is "geometry", "columns" or "splitter".
    [[nodiscard]] QByteArray layout(const QString &what) const;
    void setLayout(const QString &what, const QByteArray &state);

private:
    [[nodiscard]] QList<NamedServer> readServers(const QString &key) const;
    void writeServers(const QString &key, const QList<NamedServer> &servers);

    mutable QSettings m_settings; // beginReadArray() is not const
};

} // namespace DigitSum::Gui
