// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/history/historyentry.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QIODevice>
#include <QtEndian>

/// Records as version 1.0 wrote them; see OldHistoryReader.
namespace OldHistoryFile {

inline QByteArray record(const QByteArray &payload)
{
    QByteArray length(4, Qt::Uninitialized);
    qToBigEndian(quint32(payload.size()), length.data());
    const QByteArray hash = QCryptographicHash::hash(payload, QCryptographicHash::Sha1);
    return QByteArray(QByteArray("\xd5\x01S\n", 4) + length + hash.first(4) + payload);
}

inline QByteArray entry(const DigitSum::Gui::HistoryEntry &entry)
{
    QByteArray payload;
    QDataStream out(&payload, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    const DigitSum::Exchange &e = entry.exchange;
    out << quint8('e') << quint64(entry.number) << e.request << e.requestBytes << quint8(e.outcome)
        << e.sum << e.askedAt << qint64(e.roundTripTime.count()) << entry.digits << entry.isResent;
    return record(payload);
}

inline QByteArray removed(quint64 first, quint64 last)
{
    QByteArray payload;
    QDataStream out(&payload, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << quint8('r') << first << last;
    return record(payload);
}

} // namespace OldHistoryFile
