// SPDX-License-Identifier: MIT
#include "gui-client/connection/sessionstatus.h"

#include <QCoreApplication>

namespace DigitSum::Gui {

namespace {

struct SessionText
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::Gui::SessionStatus)
};

StatusText connectedText(TlsOptions::Mode tls)
{
    switch (tls) {
    case TlsOptions::Mode::Off:
        break;
    case TlsOptions::Mode::Verified:
        return {Symbol::Lock, SemanticColor::Good, SessionText::tr("Connected, encrypted")};
    case TlsOptions::Mode::Unverified:
        return {Symbol::Warning, SemanticColor::Warning,
                SessionText::tr("Connected, not verified")};
    }
    return {Symbol::Check, SemanticColor::Good, SessionText::tr("Connected")};
}

} // namespace

StatusText statusText(Session::State state, TlsOptions::Mode tls)
{
    switch (state) {
    case Session::State::Disconnected:
        break;
    case Session::State::LookingUp:
        return {Symbol::Dots, SemanticColor::Busy, SessionText::tr("Looking up")};
    case Session::State::Connecting:
        return {Symbol::Dots, SemanticColor::Busy, SessionText::tr("Connecting")};
    case Session::State::Connected:
        return connectedText(tls);
    case Session::State::Closing:
        return {Symbol::Leaving, SemanticColor::Busy, SessionText::tr("Closing")};
    case Session::State::Reconnecting:
        return {Symbol::Again, SemanticColor::Warning, SessionText::tr("Reconnecting")};
    case Session::State::Lost:
        return {Symbol::Cross, SemanticColor::Bad, SessionText::tr("Lost", "a connection")};
    }
    return {Symbol::Ring, SemanticColor::Neutral, SessionText::tr("Disconnected")};
}

} // namespace DigitSum::Gui
