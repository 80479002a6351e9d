// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QHash>
#include <QList>

#include <random>

/// Ways to divide a stream into single reads. They are deterministic for a given input.
namespace DigitSum::Checks {

using Pieces = QList<QByteArrayView>;

inline Pieces singleBytes(QByteArrayView input)
{
    Pieces pieces;
    for (qsizetype i = 0; i < input.size(); ++i)
        pieces.append(input.sliced(i, 1));
    return pieces;
}

/// Divides \a input into pieces of 1 to 64 bytes, most of them small. \a way is a seed.
inline Pieces randomCuts(QByteArrayView input, quint32 way)
{
    std::minstd_rand random(static_cast<quint32>(qHash(input, way)));
    Pieces pieces;
    while (!input.isEmpty()) {
        const quint32 bits = 1 + static_cast<quint32>(random()) % 6;
        const qsizetype size = 1 + static_cast<qsizetype>(random() & ((1U << bits) - 1));
        pieces.append(input.first(qMin(size, input.size())));
        input = input.sliced(pieces.last().size());
    }
    return pieces;
}

} // namespace DigitSum::Checks
