// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/jsonobject.h"
#include "tests/bench/load/options.h"

namespace DigitSum::Bench {

/// Clients that ask all the time, among others that are idle.
[[nodiscard]] JsonObject runRequests(const Options &options);
/// Clients that connect, ask once and part, over and over.
[[nodiscard]] JsonObject runChurn(const Options &options);
/// One connection that sends one request, as long as it can.
[[nodiscard]] JsonObject runEndless(const Options &options);

} // namespace DigitSum::Bench
