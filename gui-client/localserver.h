// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/sessionerror.h"

namespace DigitSum {

/// A server on this computer, for who has none yet.
namespace LocalServer {

/// The server console that is installed beside this program; empty if there is none.
[[nodiscard]] QString program();

/// Starting one here may cure \a error: nothing listens on this computer, and there is one.
[[nodiscard]] bool mayHelp(const SessionError &error);

/// Starts it, listening on \a port of this computer; it goes on when the client ends.
/// \returns false if it didn't start.
bool start(quint16 port);

} // namespace LocalServer

} // namespace DigitSum
