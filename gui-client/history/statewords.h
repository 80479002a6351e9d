// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"
#include "common/widgets/mark.h"
#include "common/widgets/tone.h"

namespace DigitSum::Gui {

/// How the window says a session's state: never by colour alone.
struct StateWords
{
    Mark mark = Mark::Ring;
    Tone tone = Tone::Neutral;
    QString word;
};

/// \a tls: how the session encrypts; that it is known with whom matters as much as that it does.
[[nodiscard]] StateWords wordsFor(Session::State state,
                                  TlsOptions::Mode tls = TlsOptions::Mode::Off);
/// The same for what became of a request.
[[nodiscard]] StateWords wordsFor(Exchange::Outcome outcome);

} // namespace DigitSum::Gui
