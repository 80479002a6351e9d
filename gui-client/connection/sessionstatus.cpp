// SPDX-License-Identifier: MIT
#include "gui-client/connection/sessionstatus.h"

#include <QCoreApplication>

namespace DigitSum::Gui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::Gui::SessionStatus)
};

StatusText connectedText(TlsOptions::Mode tls)
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

StatusText statusText(Session::State state, TlsOptions::Mode tls)
{
    switch (state) {
    case Session::State::Disconnected:
        break;
    case Session::State::LookingUp:
        return {Mark::Dots, Tone::Busy, Text::tr("Looking up")};
    case Session::State::Connecting:
        return {Mark::Dots, Tone::Busy, Text::tr("Connecting")};
    case Session::State::Connected:
        return connectedText(tls);
    case Session::State::Closing:
        return {Mark::Leaving, Tone::Busy, Text::tr("Closing")};
    case Session::State::Reconnecting:
        return {Mark::Again, Tone::Warning, Text::tr("Reconnecting")};
    case Session::State::Lost:
        return {Mark::Cross, Tone::Bad, Text::tr("Lost", "a connection")};
    }
    return {Mark::Ring, Tone::Neutral, Text::tr("Disconnected")};
}

} // namespace DigitSum::Gui
