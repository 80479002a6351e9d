// SPDX-License-Identifier: MIT
#include "gui-client/history/outcomestatus.h"

#include <QCoreApplication>

namespace DigitSum::Gui {

namespace {

struct Text
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
        return {Mark::Check, Tone::Good, Text::tr("Answered")};
    case Exchange::Outcome::Refused:
        return {Mark::Warning, Tone::Warning, Text::tr("Refused")};
    case Exchange::Outcome::Lost:
        return {Mark::Cross, Tone::Bad, Text::tr("Lost", "a request")};
    }
    return {Mark::Dots, Tone::Busy, Text::tr("Waiting")};
}

} // namespace DigitSum::Gui
