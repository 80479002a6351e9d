// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"
#include "common/widgets/statustext.h"

namespace DigitSum::Gui {

/// Returns a warning for a connected session with an unverified server.
[[nodiscard]] StatusText statusText(Session::State state,
                                    TlsOptions::Mode tls = TlsOptions::Mode::Off);

} // namespace DigitSum::Gui
