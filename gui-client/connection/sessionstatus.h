// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"
#include "common/widgets/statustext.h"

namespace DigitSum::Gui {

/// \a tls is the session's mode: an unverified server is shown as a warning.
[[nodiscard]] StatusText statusText(Session::State state,
                                    TlsOptions::Mode tls = TlsOptions::Mode::Off);

} // namespace DigitSum::Gui
