// SPDX-License-Identifier: MIT
#include "server/transport/proxyheader.h"

#include <QByteArrayList>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <optional>

namespace DigitSum {

namespace {

using Result = ProxyHeader::Result;

ProxyHeader complete(qsizetype size, const PeerInfo &peerInfo = {})
{
    return {Result::Complete, size, peerInfo};
}

/// Whether \a bytes begin with \a beginning, or may yet.
bool agree(QByteArrayView bytes, QByteArrayView beginning)
{
    const qsizetype size = std::min(bytes.size(), beginning.size());
    return bytes.first(size) == beginning.first(size);
}

namespace TextHeader { // version 1

constexpr qsizetype maxSize = 107; // with CRLF
constexpr QByteArrayView beginning("PROXY ");
constexpr std::array<QByteArrayView, 4> kinds{"TCP4 ", "TCP6 ", "UNKNOWN ", "UNKNOWN\r\n"};

/// Exactly four numbers, without leading zeros: there is one way to write an address.
QHostAddress parseIPv4(const QByteArray &text)
{
    const QString form = QString::fromLatin1(text);
    const QHostAddress address(form);
    return address.toString() == form ? address : QHostAddress();
}

/// As inet_pton(3) understands it: Qt takes longer groups, and the name of an interface.
QHostAddress parseIPv6(const QByteArray &text)
{
    constexpr QByteArrayView characters("0123456789abcdefABCDEF:.");
    const bool isPlain =
        std::all_of(text.begin(), text.end(), [&](char c) { return characters.indexOf(c) >= 0; });
    const QByteArrayList groups = text.split(':');
    const bool areShort = std::all_of(groups.begin(), groups.end(), [](const QByteArray &group) {
        return group.size() <= 4 || group.contains('.');
    });
    const QByteArray &last = groups.last();
    const bool isMixed = last.contains('.');
    if (!isPlain || !areShort || text.count('.') != last.count('.')
        || (isMixed && parseIPv4(last).isNull()))
        return {};
    return QHostAddress(QString::fromLatin1(text));
}

QHostAddress parseAddress(const QByteArray &text, QAbstractSocket::NetworkLayerProtocol protocol)
{
    const bool isIPv4 = protocol == QAbstractSocket::IPv4Protocol;
    const QHostAddress address = isIPv4 ? parseIPv4(text) : parseIPv6(text);
    return address.protocol() == protocol ? address : QHostAddress();
}

std::optional<quint16> parsePort(const QByteArray &text)
{
    bool isNumber = false;
    const quint16 port = text.toUShort(&isNumber);
    if (!isNumber || text != QByteArray::number(port)) // no sign, blank or leading zero
        return {};
    return port;
}

/// \a line has the beginning, and no line end.
ProxyHeader parseLine(QByteArrayView line, qsizetype size)
{
    const QByteArrayList fields = line.toByteArray().split(' ');
    const QByteArray &kind = fields[1];
    if (kind == "UNKNOWN")
        return complete(size);
    if (fields.size() != 6)
        return {};
    const auto protocol =
        kind == "TCP4" ? QAbstractSocket::IPv4Protocol : QAbstractSocket::IPv6Protocol;
    const QHostAddress source = parseAddress(fields[2], protocol);
    const QHostAddress destination = parseAddress(fields[3], protocol);
    const auto sourcePort = parsePort(fields[4]);
    if (source.isNull() || destination.isNull() || !sourcePort || !parsePort(fields[5]))
        return {};
    return complete(size, {Endpoint::of(source, *sourcePort), false});
}

ProxyHeader parse(QByteArrayView bytes)
{
    const QByteArrayView kind = bytes.sliced(std::min(bytes.size(), beginning.size()));
    if (std::none_of(kinds.begin(), kinds.end(),
                     [&](QByteArrayView known) { return agree(kind, known); }))
        return {};
    const QByteArrayView start = bytes.first(std::min(bytes.size(), maxSize));
    const qsizetype end = start.indexOf('\n');
    if (end < 0)
        return {start.size() < maxSize ? Result::Incomplete : Result::Invalid, 0, {}};
    if (start[end - 1] != '\r')
        return {};
    return parseLine(start.first(end - 1), end + 1);
}

} // namespace TextHeader

namespace Binary { // version 2

constexpr QByteArrayView signature("\r\n\r\n\0\r\nQUIT\n", 12);
constexpr qsizetype commandAt = 12;
constexpr qsizetype familyAt = 13;
constexpr qsizetype lengthAt = 14;
constexpr qsizetype addressesAt = 16;

enum Command : quint8 { Local = 0x20, Proxy = 0x21 }; // with the version
enum Family : quint8 { UnknownFamily, IPv4, IPv6, Unix };
enum Protocol : quint8 { UnknownProtocol, Stream, Datagram };

quint8 byteAt(QByteArrayView bytes, qsizetype index)
{
    return static_cast<quint8>(bytes[index]);
}

quint16 numberAt(QByteArrayView bytes, qsizetype index)
{
    return qFromBigEndian<quint16>(bytes.data() + index);
}

/// \a addresses are both, then both ports. Fields that we don't know may follow.
ProxyHeader parseIPv4(QByteArrayView addresses, qsizetype size)
{
    if (addresses.size() < 2 * (4 + 2))
        return {};
    const QHostAddress source(qFromBigEndian<quint32>(addresses.data()));
    return complete(size, {Endpoint::of(source, numberAt(addresses, 2 * 4)), false});
}

ProxyHeader parseIPv6(QByteArrayView addresses, qsizetype size)
{
    if (addresses.size() < 2 * (16 + 2))
        return {};
    const QHostAddress source(reinterpret_cast<const quint8 *>(addresses.data()));
    return complete(size, {Endpoint::of(source, numberAt(addresses, 2 * 16)), false});
}

/// Version, command and family, as far as they have arrived.
bool isPlausible(QByteArrayView bytes)
{
    if (bytes.size() > commandAt && byteAt(bytes, commandAt) != Local
        && byteAt(bytes, commandAt) != Proxy)
        return false;
    if (bytes.size() <= familyAt || byteAt(bytes, commandAt) != Proxy)
        return true;
    const quint8 kind = byteAt(bytes, familyAt);
    return (kind >> 4) <= Unix && (kind & 0x0f) <= Datagram;
}

ProxyHeader parse(QByteArrayView bytes)
{
    if (!isPlausible(bytes))
        return {};
    if (bytes.size() < addressesAt)
        return {Result::Incomplete, 0, {}};
    const qsizetype size = addressesAt + numberAt(bytes, lengthAt);
    if (size > ProxyHeader::maxSize)
        return {Result::TooLong, size, {}};
    if (bytes.size() < size)
        return {Result::Incomplete, 0, {}};
    if (byteAt(bytes, commandAt) == Local)
        return complete(size, {{}, true});
    const QByteArrayView addresses = bytes.first(size).sliced(addressesAt);
    switch (byteAt(bytes, familyAt)) {
    case IPv4 << 4 | Stream:
        return parseIPv4(addresses, size);
    case IPv6 << 4 | Stream:
        return parseIPv6(addresses, size);
    default: // what isn't TCP counts as unknown
        return complete(size);
    }
}

} // namespace Binary

} // namespace

ProxyHeader ProxyHeader::parse(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return {Result::Incomplete, 0, {}};
    if (agree(bytes, Binary::signature))
        return Binary::parse(bytes);
    if (agree(bytes, TextHeader::beginning))
        return TextHeader::parse(bytes);
    return {};
}

} // namespace DigitSum
