// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/jsonobject.h"
#include "tests/bench/load/options.h"

namespace DigitSum::Bench {

/// Active clients among idle ones.
[[nodiscard]] JsonObject runRequests(const Options &options);
/// Clients that repeatedly connect, send one request and disconnect.
[[nodiscard]] JsonObject runChurn(const Options &options);
/// One connection that sends a single endless request.
[[nodiscard]] JsonObject runEndless(const Options &options);

} // namespace DigitSum::Bench
