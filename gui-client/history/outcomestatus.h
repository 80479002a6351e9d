// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/exchange.h"
#include "common/widgets/statustext.h"

namespace DigitSum::Gui {

[[nodiscard]] StatusText statusText(Exchange::Outcome outcome);

} // namespace DigitSum::Gui
