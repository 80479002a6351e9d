// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/protocolwords.h"
#include "common/session/session.h"
#include "terminal-client/standardinput.h"
#include "terminal-client/standardoutput.h"
#include "tests/support/scriptedpeer.h"
#include "tests/terminal-client/pipe.h"

#include <QList>

namespace DigitSum::Testing {

inline const QByteArray invalid = Words::invalid.toByteArray();
inline const QByteArray farewell = Words::farewell.toByteArray() + "\r\n";

/// The environment of a part of `digitsum` that runs without main(): a server, a session, and pipes
/// for the standard streams.
struct TerminalRun
{
    explicit TerminalRun(const Session::Limits &limits = {})
        : session(limits)
    {
    }

    void open() { session.open(peer.host(), peer.port()); }

    /// Records the exit codes of \a program, which has a signal finished(int exitCode).
    template <typename Program>
    void follow(const Program &program)
    {
        QObject::connect(&program, &Program::finished, &session,
                         [this](int exitCode) { finished.append(exitCode); });
    }

    /// Returns the output since the last takePrinted().
    const QByteArray &printed()
    {
        text += out.read();
        return text;
    }
    void takePrinted() { text.clear(); }

    [[nodiscard]] bool isFinished() const { return !finished.isEmpty(); }
    [[nodiscard]] int exitCode() const { return finished.first(); }

    ScriptedPeer peer;
    Pipe in{Pipe::TestsEnd::Writing};
    Pipe out{Pipe::TestsEnd::Reading};
    Session session;
    StandardInput input{in.programsEnd()};
    StandardOutput output{out.programsEnd()};
    QList<int> finished; ///< exit codes; there must be one only
    QByteArray text;
};

} // namespace DigitSum::Testing
