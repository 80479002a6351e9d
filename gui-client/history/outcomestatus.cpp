// SPDX-License-Identifier: MIT
#include "gui-client/history/outcomestatus.h"

#include <QCoreApplication>

namespace DigitSum::Gui {

namespace {

struct OutcomeText
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::Gui::OutcomeStatus)
};

} // namespace

StatusText statusText(Exchange::Outcome outcome)
{
    switch (outcome) {
    case Exchange::Outcome::Waiting:
        break;
    case Exchange::Outcome::Sum:
        return {Symbol::Check, SemanticColor::Good, OutcomeText::tr("Answered")};
    case Exchange::Outcome::Refused:
        return {Symbol::Warning, SemanticColor::Warning, OutcomeText::tr("Refused")};
    case Exchange::Outcome::Lost:
        return {Symbol::Cross, SemanticColor::Bad, OutcomeText::tr("Lost", "a request")};
    }
    return {Symbol::Dots, SemanticColor::Busy, OutcomeText::tr("Waiting")};
}

} // namespace DigitSum::Gui
