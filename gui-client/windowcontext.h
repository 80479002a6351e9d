// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"
#include "common/widgets/language.h"
#include "common/widgets/windowplacement.h"
#include "common/widgets/zoom.h"
#include "gui-client/connection/localserver.h"
#include "gui-client/connection/settings.h"
#include "gui-client/history/historystore.h"

#include <QObject>

namespace DigitSum::Gui {

/// What all windows of the program share: settings, saved history, language, zoom,
/// placement and limits. Owned
/// by Application; outlives the windows.
class WindowContext final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WindowContext)

public:
    /// Tests use shorter limits and their own server binary.
    struct Setup
    {
        Session::Limits limits;
        LocalServer::Setup localServer;
    };

    explicit WindowContext(Setup setup);

    [[nodiscard]] const Setup &setup() const noexcept { return m_setup; }
    [[nodiscard]] Settings &settings() noexcept { return m_settings; }
    [[nodiscard]] HistoryStore &historyStore() noexcept { return m_historyStore; }
    [[nodiscard]] Language &language() noexcept { return m_language; }
    [[nodiscard]] Zoom &zoom() noexcept { return m_zoom; }

    /// Sets the servers that every window's server field offers.
    void setServers(const QList<NamedServer> &servers);
    void addRecentServer(const Server &server);
    /// Saves the history, now and in later runs, or no longer.
    void setHistoryKept(bool isKept);

Q_SIGNALS:
    void serversChanged();

private:
    const Setup m_setup;
    Settings m_settings;
    HistoryStore m_historyStore;
    Language m_language;
    Zoom m_zoom;
    WindowPlacement m_placement;
};

} // namespace DigitSum::Gui
