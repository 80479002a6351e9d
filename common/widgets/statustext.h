// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/mark.h"
#include "common/widgets/tone.h"

#include <QString>

namespace DigitSum {

/// A status as people see it: an icon and a word beside the colour, so that nobody depends on the
/// colour alone.
struct StatusText
{
    Mark mark = Mark::Ring;
    Tone tone = Tone::Neutral;
    QString word;
};

} // namespace DigitSum
