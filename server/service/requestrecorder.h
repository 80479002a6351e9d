// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/requestparser.h"
#include "server/service/clientinfo.h"

namespace DigitSum {

/// Records one client's requests and replies. Wraps the handler's parser while recording; costs
/// nothing otherwise. Keeps only the newest requests between two take() calls. A value type, used
/// in the handler's thread.
class RequestRecorder final
{
public:
    static constexpr qsizetype maxKept = 200;

    /// Discards everything and starts recording \a client; 0 records none.
    void start(ClientId client);
    [[nodiscard]] bool isRecording(ClientId client) const noexcept { return m_client == client; }

    /// As RequestParser::feed(), a request at a time.
    qsizetype feed(RequestParser &parser, QByteArrayView bytes, QByteArray &replies,
                   qsizetype enough);
    /// \a replies are about to be sent: notes what was answered other than by feed(), which is a
    /// raw message that was complete because nothing followed.
    void aboutToSend(const RequestParser &parser, QByteArrayView replies);

    /// What was noted since the last call, oldest first.
    [[nodiscard]] QList<RecordedRequest> take();

private:
    void note(const RequestParser &parser, QByteArrayView reply);

    ClientId m_client = 0;
    QList<RecordedRequest> m_noted;
    qsizetype m_seen = 0; // of the replies that are about to be sent
};

} // namespace DigitSum
