// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/connection/serveraddress.h"

#include <QByteArray>
#include <QList>
#include <QSettings>

namespace DigitSum::Gui {

/// A server that people have given a name.
struct NamedServer
{
    QString name;
    Server server;

    friend bool operator==(const NamedServer &, const NamedServer &) = default;
};

/// What the client remembers between runs, typed. Reads and writes through; where nothing is
/// remembered, or something that makes no sense, the defaults hold.
class Settings final
{
public:
    static constexpr qsizetype mostRecent = 10;

    [[nodiscard]] QString language() const;
    void setLanguage(const QString &code);
    [[nodiscard]] QString theme() const;
    void setTheme(const QString &name);
    [[nodiscard]] int zoom() const;
    void setZoom(int percent);

    [[nodiscard]] bool isHistoryKept() const;
    void setHistoryKept(bool isKept);
    [[nodiscard]] bool isReconnecting() const;
    void setReconnecting(bool isReconnecting);

    /// Something shown or not, by the name of its action.
    [[nodiscard]] bool isShown(const QString &what, bool byDefault) const;
    void setShown(const QString &what, bool isShown);

    [[nodiscard]] QList<NamedServer> servers() const;
    void setServers(const QList<NamedServer> &servers);
    /// Connected to lately, newest first. That one of them was not verified is not remembered:
    /// people choose so each time, or for a server that they give a name.
    [[nodiscard]] QList<Server> recent() const;
    void addRecent(const Server &server);

    /// Opaque states of Qt's widgets: "geometry", "columns", "splitter".
    [[nodiscard]] QByteArray layout(const QString &what) const;
    void setLayout(const QString &what, const QByteArray &state);

private:
    [[nodiscard]] QList<NamedServer> readServers(const QString &key) const;
    void writeServers(const QString &key, const QList<NamedServer> &servers);

    mutable QSettings m_settings; // beginReadArray() is not const
};

} // namespace DigitSum::Gui
