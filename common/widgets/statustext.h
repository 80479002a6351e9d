// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/semanticcolor.h"
#include "common/widgets/symbol.h"

#include <QString>

namespace DigitSum {

/// How a status is shown: an icon and a word beside the colour, for users who cannot see colours.
struct StatusText
{
    Symbol symbol = Symbol::Ring;
    SemanticColor color = SemanticColor::Neutral;
    QString word;
};

} // namespace DigitSum
