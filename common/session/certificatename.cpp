// SPDX-License-Identifier: MIT
#include "common/session/certificatename.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>

namespace DigitSum {

namespace {

/// Compares \a pattern from a certificate with \a host, which is ASCII.
bool matches(const QString &pattern, const QString &host)
{
    if (!pattern.startsWith(u"*."))
        return pattern.compare(host, Qt::CaseInsensitive) == 0;
    const qsizetype firstDot = host.indexOf(u'.');
    return firstDot > 0
           && QStringView(pattern).sliced(1).compare(QStringView(host).sliced(firstDot),
                                                     Qt::CaseInsensitive)
                  == 0;
}

} // namespace

QString tlsName(const QString &host)
{
    return host.endsWith(u'.') ? host.chopped(1) : host;
}

bool isAllowedBy(const AlternativeNames &names, const QString &host)
{
    const QStringList hosts = names.values(QSsl::DnsEntry);
    const QStringList addresses = names.values(QSsl::IpAddressEntry);
    if (hosts.isEmpty() && addresses.isEmpty())
        return true;
    const QHostAddress address(host);
    if (!address.isNull()) {
        return std::any_of(addresses.begin(), addresses.end(), [&](const QString &entry) {
            return QHostAddress(entry).isEqual(address, QHostAddress::StrictConversion);
        });
    }
    const QString name = QString::fromLatin1(QUrl::toAce(host));
    return std::any_of(hosts.begin(), hosts.end(),
                       [&](const QString &entry) { return matches(entry, name); });
}

} // namespace DigitSum
