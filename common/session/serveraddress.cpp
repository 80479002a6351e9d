// SPDX-License-Identifier: MIT
#include "common/session/serveraddress.h"

#include "common/protocol/protocolwords.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>

namespace DigitSum {

namespace {

struct AddressText
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::ServerAddress)
};

} // namespace

std::optional<quint16> portFromText(QStringView text)
{
    bool isNumber = false;
    const ushort port = text.toUShort(&isNumber);
    return isNumber && port > 0 ? std::optional<quint16>(port) : std::nullopt;
}

std::variant<ServerAddress, QString> ServerAddress::fromText(const QString &text,
                                                             quint16 defaultPort)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return AddressText::tr("The server's name or address is missing.");
    if (std::any_of(trimmed.begin(), trimmed.end(), [](QChar c) { return c.isSpace(); }))
        return AddressText::tr("'%1' contains a blank; names and addresses do not.").arg(trimmed);

    QString host = trimmed;
    QStringView rest; // with the colon before the port
    if (trimmed.startsWith(u'[')) {
        const qsizetype end = trimmed.indexOf(u']');
        if (end < 0)
            return AddressText::tr("'%1' lacks the closing bracket; an example is [::1]:9990.")
                .arg(trimmed);
        host = trimmed.mid(1, end - 1);
        rest = QStringView(trimmed).sliced(end + 1);
        if (!rest.isEmpty() && !rest.startsWith(u':'))
            return AddressText::tr("'%1' has more than a port after the bracket; an example is "
                                   "[::1]:9990.")
                .arg(trimmed);
    } else if (trimmed.count(u':') == 1) { // two or more: an IPv6 address without a port
        const qsizetype colon = trimmed.indexOf(u':');
        host = trimmed.first(colon);
        rest = QStringView(trimmed).sliced(colon);
    }
    if (host.isEmpty())
        return AddressText::tr("'%1' lacks a name or an address before the port.").arg(trimmed);
    if (rest.isEmpty())
        return ServerAddress{host, defaultPort};
    const auto port = portFromText(rest.sliced(1));
    if (!port) {
        return AddressText::tr("'%1' is no port: ports are whole numbers from 1 to 65535.")
            .arg(rest.sliced(1));
    }
    return ServerAddress{host, *port};
}

std::variant<ServerAddress, QString> ServerAddress::fromOptions(const QCommandLineParser &parser)
{
    const auto hostOption = QStringLiteral("host");
    const auto portOption = QStringLiteral("port");
    std::optional<quint16> port;
    if (parser.isSet(portOption)) {
        port = portFromText(parser.value(portOption));
        if (!port)
            return AddressText::tr("Option --port: '%1' is not a whole number from 1 to 65535.")
                .arg(parser.value(portOption));
    }
    const QString host =
        parser.isSet(hostOption) ? parser.value(hostOption) : QStringLiteral("127.0.0.1");
    auto address = fromText(host, port.value_or(Words::defaultPort));
    if (const auto *why = std::get_if<QString>(&address))
        return AddressText::tr("Option --host: %1").arg(*why);
    if (port && std::get<ServerAddress>(address).port != *port)
        return AddressText::tr("Options --host and --port name different ports.");
    return address;
}

QString ServerAddress::toText() const
{
    const QString safeHost = host.contains(u':') ? QString(u'[' + host + u']') : host;
    return safeHost + u':' + QString::number(port);
}

} // namespace DigitSum
