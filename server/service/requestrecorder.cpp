// SPDX-License-Identifier: MIT
#include "server/service/requestrecorder.h"

#include <QDateTime>

#include <utility>

namespace DigitSum {

void RequestRecorder::start(ClientId client)
{
    *this = RequestRecorder();
    m_client = client;
}

qsizetype RequestRecorder::feed(RequestParser &parser, QByteArrayView bytes, QByteArray &replies,
                                qsizetype enough)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && replies.size() < enough && !parser.isOver()) {
        const QByteArrayView rest = bytes.sliced(taken);
        const qsizetype lineFeed = rest.indexOf('\n');
        const QByteArrayView part = lineFeed < 0 ? rest : rest.first(lineFeed + 1);
        const qsizetype before = replies.size();
        taken += parser.feed(part, replies, enough);
        if (replies.size() > before)
            note(parser, QByteArrayView(replies).sliced(before));
    }
    m_seen = replies.size();
    return parser.isOver() ? bytes.size() : taken;
}

void RequestRecorder::aboutToSend(const RequestParser &parser, QByteArrayView replies)
{
    if (replies.size() > m_seen)
        note(parser, replies.sliced(m_seen));
    m_seen = 0;
}

void RequestRecorder::note(const RequestParser &parser, QByteArrayView reply)
{
    if (m_noted.size() == maxKept)
        m_noted.removeFirst();
    m_noted.append({m_client, parser.requests(), QDateTime::currentMSecsSinceEpoch(),
                    parser.lastRequest().toByteArray(), reply.trimmed().toByteArray()});
}

QList<RecordedRequest> RequestRecorder::take()
{
    return std::exchange(m_noted, {});
}

} // namespace DigitSum
