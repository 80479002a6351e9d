// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/sessionerror.h"

#include <QDeadlineTimer>

namespace DigitSum::Gui {

/// Starts the server console that is installed beside this program. The server keeps running when
/// the client exits.
class LocalServer final
{
public:
    struct Setup
    {
        QString folder; ///< of the console; empty for this program's folder
        std::chrono::milliseconds startLimit{10'000}; ///< until a started server listens
    };

    explicit LocalServer(Setup setup);

    /// Returns the console's path, empty if it is not installed.
    [[nodiscard]] QString program() const;
    /// Returns whether starting a server may solve \a error: no program listens on this computer,
    /// and the console is installed.
    [[nodiscard]] bool mayHelp(const SessionError &error) const;

    /// Starts the console on \a port. Returns false if the system cannot run it.
    bool start(quint16 port);
    /// Returns whether a started server may still begin to listen.
    [[nodiscard]] bool isStarting() const { return !m_deadline.hasExpired(); }
    /// Stops waiting, because the server listens or the user gave up.
    void stopWaiting() { m_deadline = QDeadlineTimer(0); }

private:
    const Setup m_setup;
    QDeadlineTimer m_deadline{0};
};

} // namespace DigitSum::Gui
