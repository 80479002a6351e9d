// SPDX-License-Identifier: MIT
#include "server/console/listen/listenchoices.h"

#include "server/service/serviceoptions.h"

#include <QCoreApplication>
#include <QNetworkInterface>
#include <QStringList>

#include <algorithm>

namespace DigitSum {

namespace {

bool isAny(const QHostAddress &address)
{
    const auto all = {QHostAddress::Any, QHostAddress::AnyIPv4, QHostAddress::AnyIPv6};
    return std::any_of(all.begin(), all.end(),
                       [&address](QHostAddress::SpecialAddress any) { return address == any; });
}

bool isIPv4(const QHostAddress &address)
{
    return address.protocol() == QAbstractSocket::IPv4Protocol;
}

} // namespace

QList<LocalAddress> localAddresses()
{
    QList<LocalAddress> found;
    const auto interfaces = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface &interface : interfaces) {
        if (!interface.flags().testFlag(QNetworkInterface::IsRunning))
            continue;
        const auto entries = interface.addressEntries();
        for (const QNetworkAddressEntry &entry : entries) {
            const QHostAddress address = entry.ip();
            const bool isLocal =
                address.isLoopback() || (!isIPv4(address) && address.isLinkLocal());
            if (!isLocal)
                found.append({interface.humanReadableName(), address});
        }
    }
    return found;
}

QString listenKey(const QList<QHostAddress> &addresses)
{
    if (addresses == loopbackAddresses())
        return QStringLiteral("local");
    if (addresses == anyAddresses())
        return QStringLiteral("any");
    QStringList texts;
    for (const QHostAddress &address : addresses)
        texts.append(address.toString());
    return texts.join(u' ');
}

QList<ListenChoice> listenChoices(const QList<LocalAddress> &addresses)
{
    const auto choice = [](const QString &label, const QList<QHostAddress> &where) {
        return ListenChoice{listenKey(where), label, where};
    };
    QList<ListenChoice> choices;
    choices.append(
        choice(QCoreApplication::translate("DigitSum::ListenChoice", "This computer only"),
               loopbackAddresses()));
    choices.append(choice(QCoreApplication::translate("DigitSum::ListenChoice", "All interfaces"),
                          anyAddresses()));
    for (const LocalAddress &local : addresses)
        choices.append(
            choice(QStringLiteral("%1: %2").arg(local.interfaceName, local.address.toString()),
                   {local.address}));
    return choices;
}

QList<Endpoint> reachable(const QList<Endpoint> &endpoints, const QList<LocalAddress> &addresses)
{
    QList<Endpoint> result;
    const auto add = [&result](const Endpoint &endpoint) {
        if (!result.contains(endpoint))
            result.append(endpoint);
    };
    for (const Endpoint &endpoint : endpoints) {
        if (!isAny(endpoint.address)) {
            add(endpoint);
            continue;
        }
        const bool wantsIPv4 = endpoint.address != QHostAddress::AnyIPv6;
        const bool wantsIPv6 = endpoint.address != QHostAddress::AnyIPv4;
        for (const LocalAddress &local : addresses) {
            if (isIPv4(local.address) ? wantsIPv4 : wantsIPv6)
                add({local.address, endpoint.port});
        }
    }
    if (result.isEmpty() && !endpoints.isEmpty())
        add({QHostAddress(QHostAddress::LocalHost), endpoints.first().port});
    // IPv4 first, because it is easier to read and type.
    std::stable_partition(result.begin(), result.end(),
                          [](const Endpoint &endpoint) { return isIPv4(endpoint.address); });
    return result;
}

} // namespace DigitSum
