// SPDX-License-Identifier: MIT
#include "server/transport/endpoint.h"

#include <QCoreApplication>

namespace DigitSum {

namespace {

struct EndpointText
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::BindError)
};

} // namespace

Endpoint Endpoint::of(const QHostAddress &address, quint16 port)
{
    if (address.protocol() == QAbstractSocket::AnyIPProtocol)
        return {QHostAddress(QHostAddress::AnyIPv6), port};
    bool isMappedIPv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isMappedIPv4);
    if (address == QHostAddress::AnyIPv6)
        isMappedIPv4 = false; // Qt converts :: too
    return {isMappedIPv4 ? QHostAddress(ipv4) : address, port};
}

QString Endpoint::toString() const
{
    const bool isIPv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    const auto form = isIPv6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2");
    return form.arg(address.toString()).arg(port);
}

BindError::Kind BindError::kindOf(QAbstractSocket::SocketError error) noexcept
{
    switch (error) {
    case QAbstractSocket::AddressInUseError:
        return Kind::InUse;
    case QAbstractSocket::SocketAccessError:
        return Kind::NotPermitted;
    case QAbstractSocket::SocketAddressNotAvailableError:
        return Kind::NotAvailable;
    default:
        return Kind::Other;
    }
}

QString BindError::explanation() const
{
    const QString where = endpoint.toString();
    switch (kind) {
    case Kind::InUse:
        return EndpointText::tr("Cannot listen on %1: another program uses this port. "
                                "End that program, or choose another port.")
            .arg(where);
    case Kind::NotPermitted:
        return EndpointText::tr("Cannot listen on %1: the system does not permit it. "
                                "Choose a port from 1024 up.")
            .arg(where);
    case Kind::NotAvailable:
        return EndpointText::tr("Cannot listen on %1: this computer does not have that "
                                "address. Choose an address of this computer.")
            .arg(where);
    case Kind::Other:
        break;
    }
    return EndpointText::tr("Cannot listen on %1: %2.").arg(where, detail);
}

} // namespace DigitSum
