// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/windowcontext.h"

#include <QObject>
#include <QPointer>

namespace DigitSum::Gui {

class MainWindow;

/// Opens the client's windows. Each window is a client of its own.
class Application final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Application)

public:
    using Setup = WindowContext::Setup;

    explicit Application(Setup setup = {}, QObject *parent = nullptr);
    ~Application() override; ///< Closes all windows.

    /// Opens and shows another window, which deletes itself when it is closed.
    MainWindow *openWindow();
    /// Closes all windows as their users would: settings and history are saved, and each says quit.
    /// A second call doesn't wait for the farewell.
    void leave();

    [[nodiscard]] WindowContext &context() noexcept { return m_context; }

private:
    WindowContext m_context;
    QList<QPointer<MainWindow>> m_windows;
    bool m_isLeaving = false;
};

} // namespace DigitSum::Gui
