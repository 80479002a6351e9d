// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/semanticcolor.h"
#include "common/widgets/symbol.h"

#include <QString>

namespace DigitSum {

/// A status as people see it: an icon and a word beside the colour, so that nobody depends on the
/// colour alone.
struct StatusText
{
    Symbol symbol = Symbol::Ring;
    SemanticColor color = SemanticColor::Neutral;
    QString word;
};

} // namespace DigitSum
