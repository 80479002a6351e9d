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

/// What a part of `digitsum` has around it while it runs without main(): a server, and pipes for
/// the standard streams. A test puts the part itself behind it.
struct TerminalRun
{
    explicit TerminalRun(const Session::Limits &limits = {})
        : session(limits)
    {
    }

    void open() { session.open(peer.host(), peer.port()); }

    /// Notices when \a program, which has a signal finished(int exitCode), is done.
    template <typename Program>
    void follow(const Program &program)
    {
        QObject::connect(&program, &Program::finished, &session,
                         [this](int exitCode) { finished.append(exitCode); });
    }

    /// What was printed since it was last taken.
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
    QList<int> finished; ///< the exit codes that were told, of which one is right
    QByteArray text;
};

} // namespace DigitSum::Testing
