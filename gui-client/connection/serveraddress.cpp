// SPDX-License-Identifier: MIT
#include "gui-client/connection/serveraddress.h"

namespace DigitSum::Gui {

std::optional<quint16> portFromText(QStringView text)
{
    bool isNumber = false;
    const ushort port = text.toUShort(&isNumber);
    return isNumber && port > 0 ? std::optional<quint16>(port) : std::nullopt;
}

std::optional<ServerAddress> ServerAddress::fromText(const QString &text, quint16 defaultPort)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || trimmed.contains(u' '))
        return std::nullopt;

    if (trimmed.startsWith(u'[')) {
        const qsizetype end = trimmed.indexOf(u']');
        if (end < 2)
            return std::nullopt;
        const QString host = trimmed.mid(1, end - 1);
        const QStringView rest = QStringView(trimmed).sliced(end + 1);
        if (rest.isEmpty())
            return ServerAddress{host, defaultPort};
        const auto port = rest.startsWith(u':') ? portFromText(rest.sliced(1)) : std::nullopt;
        return port ? std::optional(ServerAddress{host, *port}) : std::nullopt;
    }
    // Two or more colons: an IPv6 address without brackets, so without a port.
    if (trimmed.count(u':') != 1)
        return ServerAddress{trimmed, defaultPort};
    const qsizetype colon = trimmed.indexOf(u':');
    const auto port = portFromText(QStringView(trimmed).sliced(colon + 1));
    if (colon == 0 || !port)
        return std::nullopt;
    return ServerAddress{trimmed.first(colon), *port};
}

QString ServerAddress::toText() const
{
    const QString safeHost = host.contains(u':') ? QString(u'[' + host + u']') : host;
    return safeHost + u':' + QString::number(port);
}

} // namespace DigitSum::Gui
