// SPDX-License-Identifier: MIT
#include "gui-client/history/statewords.h"

#include <QCoreApplication>

namespace DigitSum::Gui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::Gui::StateWords)
};

StateWords wordsForConnected(TlsOptions::Mode tls)
{
    switch (tls) {
    case TlsOptions::Mode::Off:
        break;
    case TlsOptions::Mode::Verified:
        return {Mark::Lock, Tone::Good, Text::tr("Connected, encrypted")};
    case TlsOptions::Mode::Unverified:
        return {Mark::Warning, Tone::Warning, Text::tr("Connected, not verified")};
    }
    return {Mark::Check, Tone::Good, Text::tr("Connected")};
}

} // namespace

StateWords wordsFor(Session::State state, TlsOptions::Mode tls)
{
    switch (state) {
    case Session::State::Disconnected:
        break;
    case Session::State::LookingUp:
        return {Mark::Dots, Tone::Busy, Text::tr("Looking up")};
    case Session::State::Connecting:
        return {Mark::Dots, Tone::Busy, Text::tr("Connecting")};
    case Session::State::Connected:
        return wordsForConnected(tls);
    case Session::State::Closing:
        return {Mark::Leaving, Tone::Busy, Text::tr("Closing")};
    case Session::State::Reconnecting:
        return {Mark::Again, Tone::Warning, Text::tr("Connecting again")};
    case Session::State::Lost:
        return {Mark::Cross, Tone::Bad, Text::tr("Lost", "a connection")};
    }
    return {Mark::Ring, Tone::Neutral, Text::tr("Disconnected")};
}

StateWords wordsFor(Exchange::Outcome outcome)
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
