// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/sessionerror.h"

#include <QDeadlineTimer>

namespace DigitSum::Gui {

/// A server on this computer, for who has none yet: the server console that is installed beside
/// this program. One that was started goes on when the client ends.
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
    /// Starting one may cure \a error: nothing listens on this computer, and there is one.
    [[nodiscard]] bool mayHelp(const SessionError &error) const;

    /// Starts it, to listen on \a port of this computer.
    /// \returns false if the system can't run it.
    bool start(quint16 port);
    /// One was started, and may yet come to listen.
    [[nodiscard]] bool isStarting() const { return !m_patience.hasExpired(); }
    /// It listens, or nobody waits for it any more.
    void stopWaiting() { m_patience = QDeadlineTimer(0); }

private:
    const Setup m_setup;
    QDeadlineTimer m_patience{0};
};

} // namespace DigitSum::Gui
