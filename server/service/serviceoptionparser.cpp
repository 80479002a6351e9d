// SPDX-License-Identifier: MIT
#include "server/service/serviceoptionparser.h"

#include "common/protocol/escape.h"
#include "server/service/clienthandler.h"
#include "server/service/service.h"
#include "server/service/serviceoptiontable.h"
#include "server/transport/addresses.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace DigitSum {

namespace {

struct ParserText
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::ServiceOptions)
};

QString badValue(const QString &option, const QString &value, const QString &expected)
{
    return ParserText::tr("Option --%1: '%2' is not %3.")
        .arg(option, escaped(value.toUtf8()), expected);
}

bool isIPv6LinkLocal(const QHostAddress &address)
{
    return address.protocol() == QAbstractSocket::IPv6Protocol && address.isLinkLocal();
}

/// Reads options one after the other; the first bad value is the error.
class Reader final
{
public:
    explicit Reader(const QCommandLineParser &parser)
        : m_parser(parser)
    {
    }

    void readInt(QLatin1StringView name, int &value, int least, int most)
    {
        const QString text = m_parser.value(name);
        if (!m_parser.isSet(name))
            return;
        bool isNumber = false;
        const int number = text.toInt(&isNumber);
        if (isNumber && number >= least && number <= most)
            value = number;
        else
            fail(badValue(name, text,
                          ParserText::tr("a whole number from %1 to %2").arg(least).arg(most)));
    }

    void readPort(quint16 &port)
    {
        int number = port;
        readInt(OptionNames::port, number, 0, 65535);
        port = static_cast<quint16>(number);
    }

    void readNumber(const ServiceOption &option, ServiceOptions &options)
    {
        int number = option.number.get(options);
        readInt(option.name, number, option.number.least, option.number.most);
        if (m_parser.isSet(option.name))
            option.number.set(options, number);
    }

    void readTls(std::optional<TlsIdentity> &tls)
    {
        const QString certificate = m_parser.value(OptionNames::tlsCertificate);
        const QString key = m_parser.value(OptionNames::tlsKey);
        if (!m_parser.isSet(OptionNames::tlsCertificate) && !m_parser.isSet(OptionNames::tlsKey))
            return;
        if (certificate.isEmpty() || key.isEmpty()) {
            fail(ParserText::tr("TLS takes both a certificate and its key: --tls-cert FILE and "
                                "--tls-key FILE."));
            return;
        }
        auto identity = readTlsIdentity(certificate, key);
        if (const auto *error = std::get_if<QString>(&identity))
            fail(*error);
        else
            tls = std::get<TlsIdentity>(std::move(identity));
    }

    void readFraming(RequestParser::Framing &framing)
    {
        using Framing = RequestParser::Framing;
        const QString text = m_parser.value(OptionNames::framing);
        if (text == QLatin1StringView("auto"))
            framing = Framing::Undecided;
        else if (text == QLatin1StringView("line"))
            framing = Framing::Line;
        else if (text == QLatin1StringView("raw"))
            framing = Framing::Raw;
        else
            fail(badValue(OptionNames::framing, text, ParserText::tr("one of auto, line, raw")));
    }

    void readAddresses(QList<QHostAddress> &addresses)
    {
        const QStringList texts = m_parser.values(OptionNames::listen);
        if (texts.isEmpty())
            return;
        addresses.clear();
        for (const QString &text : texts) {
            const QHostAddress address(text);
            if (text == QLatin1StringView("any"))
                addresses += anyAddresses();
            else if (text == QLatin1StringView("localhost"))
                addresses += loopbackAddresses();
            else if (isIPv6LinkLocal(address) && address.scopeId().isEmpty())
                fail(badValue(OptionNames::listen, text,
                              ParserText::tr("a link-local address with its interface, such as "
                                             "fe80::1%eth0")));
            else if (!address.isNull())
                addresses += address;
            else
                fail(badValue(OptionNames::listen, text,
                              ParserText::tr("an IP address, 'localhost' or 'any'")));
        }
        checkOverlap(addresses);
    }

    void readNetworks(QList<Network> &networks)
    {
        if (!m_parser.isSet(OptionNames::proxyFrom))
            return;
        if (!m_parser.isSet(OptionNames::proxyProtocol))
            fail(ParserText::tr("Option --%1 is for --%2, which is missing.")
                     .arg(OptionNames::proxyFrom, OptionNames::proxyProtocol));
        networks.clear();
        const QString all = m_parser.values(OptionNames::proxyFrom).join(QLatin1Char(','));
        for (const QString &text : all.split(QLatin1Char(','))) {
            const auto network = parseNetwork(text);
            if (text == QLatin1StringView("localhost"))
                networks += loopbackNetworks();
            else if (!network.first.isNull())
                networks += network;
            else
                fail(badValue(OptionNames::proxyFrom, text,
                              ParserText::tr("an IP address, a network such as 10.0.0.0/8, or "
                                             "'localhost'")));
        }
    }

    [[nodiscard]] const QString &error() const { return m_error; }

private:
    void checkOverlap(const QList<QHostAddress> &addresses)
    {
        for (auto one = addresses.cbegin(); one != addresses.cend(); ++one) {
            const auto other = std::find_if(one + 1, addresses.cend(), [&](const auto &address) {
                return overlap(*one, address);
            });
            if (other != addresses.cend())
                fail(ParserText::tr("Option --%1: %2 and %3 overlap. Leave one of them out.")
                         .arg(OptionNames::listen, one->toString(), other->toString()));
        }
    }

    void fail(const QString &error)
    {
        if (m_error.isEmpty())
            m_error = error;
    }

    const QCommandLineParser &m_parser;
    QString m_error;
};

/// The help text of --public: the options and values of the preset.
QString presetHelp(const ServiceOption &option)
{
    QStringList values;
    for (const ServiceOption &other : serviceOptionTable()) {
        if (other.number.strict)
            values += QStringLiteral("--%1 %2").arg(other.name).arg(*other.number.strict);
    }
    return ParserText::tr(option.help).arg(values.join(QLatin1Char(' ')));
}

QString helpOf(const ServiceOption &option)
{
    if (option.name == OptionNames::strict)
        return presetHelp(option);
    QString help = ParserText::tr(option.help);
    if (help.contains(QLatin1StringView("%1")))
        help = help.arg(option.number.get(ServiceOptions()));
    return help;
}

} // namespace

void addServiceOptions(QCommandLineParser &parser)
{
    for (const ServiceOption &option : serviceOptionTable()) {
        QCommandLineOption entry(option.name, helpOf(option));
        if (option.valueName != nullptr)
            entry.setValueName(ParserText::tr(option.valueName));
        if (option.name == OptionNames::framing)
            entry.setDefaultValue(QStringLiteral("auto"));
        parser.addOption(entry);
    }
}

void reloadTlsIdentity(Service &service, const QCommandLineParser &parser)
{
    if (!service.options().tls)
        return;
    const auto identity = readTlsIdentity(parser.value(OptionNames::tlsCertificate),
                                          parser.value(OptionNames::tlsKey));
    if (const auto *error = std::get_if<QString>(&identity)) {
        qCWarning(lcService).noquote() << *error << "The old certificate stays in use.";
        return;
    }
    const auto &renewed = std::get<TlsIdentity>(identity);
    service.setTlsIdentity(renewed);
    qCInfo(lcService).noquote() << "Certificate read again; valid until"
                                << renewed.chain.constFirst().expiryDate().toString(Qt::ISODate);
}

std::variant<ServiceOptions, QString> serviceOptionsFrom(const QCommandLineParser &parser)
{
    ServiceOptions options;
    if (parser.isSet(OptionNames::strict))
        options = ServiceOptions::strict();
    Reader reader(parser);
    reader.readAddresses(options.addresses);
    reader.readPort(options.port);
    reader.readFraming(options.framing);
    for (const ServiceOption &option : serviceOptionTable()) {
        if (option.number.get != nullptr)
            reader.readNumber(option, options);
    }
    reader.readTls(options.tls);
    options.proxyProtocol = parser.isSet(OptionNames::proxyProtocol);
    reader.readNetworks(options.proxyFrom);
    if (!reader.error().isEmpty())
        return reader.error();
    return options;
}

} // namespace DigitSum
