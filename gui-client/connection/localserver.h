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
        QString folder; ///< where the console stands; empty: where this program does
        std::chrono::milliseconds patience{10'000}; ///< with one that was started and isn't ready
    };

    explicit LocalServer(Setup setup);

    /// The console's path; empty if there is none.
    [[nodiscard]] QString program() const;
    /// Returns whether starting a server may solve \a error: no program listens on this computer,
    /// and the console is installed.
    [[nodiscard]] bool mayHelp(const SessionError &error) const;

    /// Starts it, to listen on \a port of this computer.
    /// Returns false if the system cannot run it.
    bool start(quint16 port);
    /// Returns whether a started server may still begin to listen.
    [[nodiscard]] bool isStarting() const { return !m_patience.hasExpired(); }
    /// Stops waiting, because the server listens or the user gave up.
    void stopWaiting() { m_patience = QDeadlineTimer(0); }

private:
    const Setup m_setup;
    QDeadlineTimer m_patience{0};
};

} // namespace DigitSum::Gui
