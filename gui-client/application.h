// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"
#include "common/widgets/language.h"
#include "common/widgets/zoom.h"
#include "gui-client/connection/localserver.h"
#include "gui-client/connection/settings.h"

#include <QObject>
#include <QPointer>

namespace DigitSum::Gui {

class MainWindow;

/// What the windows of one program share: settings, language, theme and zoom; several windows are
/// several clients. The first window made is the one whose history is kept between runs.
class Application final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Application)

public:
    /// What its windows are given; tests are less patient, and have servers of their own.
    struct Setup
    {
        Session::Limits limits;
        LocalServer::Setup localServer;
    };

    explicit Application(QObject *parent = nullptr);
    Application(Setup setup, QObject *parent = nullptr);
    ~Application() override; ///< closes what is open

    /// A further client, shown. It deletes itself when it is closed.
    MainWindow *openWindow();

    [[nodiscard]] Settings &settings() noexcept { return m_settings; }
    [[nodiscard]] Zoom &zoom() noexcept { return m_zoom; }
    [[nodiscard]] const Setup &setup() const noexcept { return m_setup; }

    void setLanguage(const QString &code);
    void setTheme(const QString &name);
    /// What the server field of every window offers.
    void setServers(const QList<NamedServer> &servers);
    void addRecentServer(const Server &server);

Q_SIGNALS:
    void themeChanged(const QString &name);
    void languageChanged(const QString &code);
    void serversChanged();

private:
    const Setup m_setup;
    Settings m_settings;
    Language m_language;
    Zoom m_zoom;
    QList<QPointer<MainWindow>> m_windows;
};

} // namespace DigitSum::Gui
