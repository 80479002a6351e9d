// SPDX-License-Identifier: MIT
#include "server/service/serviceoptions.h"

#include "common/protocol/escape.h"
#include "server/transport/nativesocket.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QNetworkInterface>
#include <QThread>

#include <limits>

namespace DigitSum {

namespace {

/// Descriptors for everything that is no served client: standard streams, event loops, listening
/// sockets, clients being turned away, files.
constexpr int descriptorReserve = 48;

constexpr int mostThreads = 256;
constexpr int mostOutput = 16 * 1024 * 1024;
constexpr int mostSeconds = 30 * 24 * 60 * 60;
constexpr int noLimit = std::numeric_limits<int>::max();

struct Names
{
    static constexpr QLatin1StringView listen{"listen"};
    static constexpr QLatin1StringView port{"port"};
    static constexpr QLatin1StringView framing{"framing"};
    static constexpr QLatin1StringView threads{"threads"};
    static constexpr QLatin1StringView maxClients{"max-clients"};
    static constexpr QLatin1StringView maxClientsPerAddress{"max-clients-per-address"};
    static constexpr QLatin1StringView tlsCertificate{"tls-cert"};
    static constexpr QLatin1StringView tlsKey{"tls-key"};
    static constexpr QLatin1StringView handshakeTimeout{"handshake-timeout"};
    static constexpr QLatin1StringView idleTimeout{"idle-timeout"};
    static constexpr QLatin1StringView minRate{"min-rate"};
    static constexpr QLatin1StringView outputLimit{"output-limit"};
    static constexpr QLatin1StringView outputTimeout{"output-timeout"};
    static constexpr QLatin1StringView maxDigits{"max-digits"};
    static constexpr QLatin1StringView proxyProtocol{"proxy-protocol"};
    static constexpr QLatin1StringView proxyFrom{"proxy-from"};
    static constexpr QLatin1StringView strict{"public"};
    static constexpr QLatin1StringView bindRetries{"bind-retries"};
};

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DigitSum::ServiceOptions)
};

QString badValue(const QString &option, const QString &value, const QString &expected)
{
    return Text::tr("Option --%1: '%2' is not %3.").arg(option, escaped(value.toUtf8()), expected);
}

/// "10.0.0.0/8", or one address. \returns a null address for anything else: the short forms that
/// Qt knows mean other addresses to other programs.
Network parseNetwork(const QString &text)
{
    const qsizetype slash = text.indexOf(QLatin1Char('/'));
    const QString digits = slash < 0 ? QString() : text.sliced(slash + 1);
    const QString form = slash < 0 ? text : text.first(slash);
    const QHostAddress address(form);
    const bool isIPv4 = address.protocol() == QAbstractSocket::IPv4Protocol;
    if (address.isNull() || (isIPv4 && address.toString() != form))
        return {};
    const int longest = isIPv4 ? 32 : 128;
    if (slash < 0)
        return {address, longest};
    bool isNumber = false;
    const int length = digits.toInt(&isNumber);
    const bool isPlain = isNumber && digits == QString::number(length); // no sign, no blank
    return isPlain && length >= 0 && length <= longest ? Network{address, length} : Network{};
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
                          Text::tr("a whole number from %1 to %2").arg(least).arg(most)));
    }

    void readSeconds(QLatin1StringView name, std::chrono::milliseconds &time, int least)
    {
        using namespace std::chrono;
        int number = static_cast<int>(duration_cast<seconds>(time).count());
        readInt(name, number, least, mostSeconds);
        if (m_parser.isSet(name))
            time = seconds(number);
    }

    void readPort(quint16 &port)
    {
        int number = port;
        readInt(Names::port, number, 0, 65535);
        port = static_cast<quint16>(number);
    }

    void readTls(std::optional<TlsIdentity> &tls)
    {
        const QString certificate = m_parser.value(Names::tlsCertificate);
        const QString key = m_parser.value(Names::tlsKey);
        if (!m_parser.isSet(Names::tlsCertificate) && !m_parser.isSet(Names::tlsKey))
            return;
        if (certificate.isEmpty() || key.isEmpty()) {
            fail(Text::tr("TLS takes both a certificate and its key: --tls-cert FILE and "
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
        const QString text = m_parser.value(Names::framing);
        if (text == QLatin1StringView("auto"))
            framing = Framing::Undecided;
        else if (text == QLatin1StringView("line"))
            framing = Framing::Line;
        else if (text == QLatin1StringView("raw"))
            framing = Framing::Raw;
        else
            fail(badValue(Names::framing, text, Text::tr("one of auto, line, raw")));
    }

    void readAddresses(QList<QHostAddress> &addresses)
    {
        const QStringList texts = m_parser.values(Names::listen);
        if (texts.isEmpty())
            return;
        addresses.clear();
        for (const QString &text : texts) {
            const QHostAddress address(text);
            if (text == QLatin1StringView("any"))
                addresses += ServiceOptions::anyAddresses();
            else if (text == QLatin1StringView("localhost"))
                addresses += ServiceOptions::loopbackAddresses();
            else if (!address.isNull())
                addresses += address;
            else
                fail(
                    badValue(Names::listen, text, Text::tr("an IP address, 'localhost' or 'any'")));
        }
    }

    void readNetworks(QList<Network> &networks)
    {
        if (!m_parser.isSet(Names::proxyFrom))
            return;
        if (!m_parser.isSet(Names::proxyProtocol))
            fail(Text::tr("Option --%1 is for --%2, which is missing.")
                     .arg(Names::proxyFrom, Names::proxyProtocol));
        networks.clear();
        const QString all = m_parser.values(Names::proxyFrom).join(QLatin1Char(','));
        for (const QString &text : all.split(QLatin1Char(','))) {
            const auto network = parseNetwork(text);
            if (text == QLatin1StringView("localhost"))
                networks += ServiceOptions::loopbackNetworks();
            else if (!network.first.isNull())
                networks += network;
            else
                fail(badValue(Names::proxyFrom, text,
                              Text::tr("an IP address, a network such as 10.0.0.0/8, or "
                                       "'localhost'")));
        }
    }

    [[nodiscard]] const QString &error() const { return m_error; }

private:
    void fail(const QString &error)
    {
        if (m_error.isEmpty())
            m_error = error;
    }

    const QCommandLineParser &m_parser;
    QString m_error;
};

bool hasAddress(bool (*isWanted)(const QHostAddress &))
{
    const auto addresses = QNetworkInterface::allAddresses();
    return std::any_of(addresses.begin(), addresses.end(), isWanted);
}

} // namespace

QList<QHostAddress> ServiceOptions::loopbackAddresses()
{
    const QHostAddress ipv6(QHostAddress::LocalHostIPv6);
    QList<QHostAddress> addresses{QHostAddress(QHostAddress::LocalHost)};
    if (hasAddress(
            [](const QHostAddress &address) { return address == QHostAddress::LocalHostIPv6; }))
        addresses += ipv6;
    return addresses;
}

QList<Network> ServiceOptions::loopbackNetworks()
{
    return {{QHostAddress(QStringLiteral("127.0.0.0")), 8},
            {QHostAddress(QHostAddress::LocalHostIPv6), 128}};
}

QList<QHostAddress> ServiceOptions::anyAddresses()
{
    QList<QHostAddress> addresses{QHostAddress(QHostAddress::AnyIPv4)};
    if (hasAddress([](const QHostAddress &address) {
            return address.protocol() == QAbstractSocket::IPv6Protocol;
        })) {
        addresses += QHostAddress(QHostAddress::AnyIPv6);
    }
    return addresses;
}

int ServiceOptions::defaultThreads()
{
    return qBound(1, QThread::idealThreadCount(), 8);
}

int ServiceOptions::largestMaxClients()
{
    return qMax(1, NativeSocket::raiseDescriptorLimit() - descriptorReserve);
}

ServiceOptions ServiceOptions::strict()
{
    using namespace std::chrono_literals;
    ServiceOptions options;
    options.maxClientsPerAddress = 16;
    options.minRate = 10;
    options.maxDigits = 1'000'000;
    options.idleTimeout = 5min;
    options.outputTimeout = 10s;
    return options;
}

void addServiceOptions(QCommandLineParser &parser)
{
    const ServiceOptions defaults;
    const ServiceOptions strict = ServiceOptions::strict();
    parser.addOptions({
        {Names::listen,
         Text::tr(
             "Listen on <address>: an IP address of this computer, 'localhost', or 'any' for all "
             "interfaces. May be repeated. Default: localhost, this computer only."),
         Text::tr("address")},
        {Names::port,
         Text::tr("Listen on <port>; 0 picks a free one. Default: %1.").arg(defaults.port),
         Text::tr("port")},
        {Names::framing,
         Text::tr(
             "How messages end: 'line', 'raw' (one message per write), or 'auto', which lets each "
             "client's first bytes decide. Default: auto."),
         Text::tr("framing"), QStringLiteral("auto")},
        {Names::threads,
         Text::tr("Serve clients from <count> event-loop threads. Default here: %1.")
             .arg(defaults.threads),
         Text::tr("count")},
        {Names::maxClients,
         Text::tr(
             "Serve at most <count> clients at a time; others are told that the server is full. "
             "Default here: %1, what the limit of open files allows.")
             .arg(defaults.maxClients),
         Text::tr("count")},
        {Names::maxClientsPerAddress,
         Text::tr("Serve at most <count> clients from one address at a time; of IPv6, from one /64 "
                  "network. Default: 0, as many as there are places."),
         Text::tr("count")},
        {Names::tlsCertificate,
         Text::tr(
             "Encrypt, with the certificate in <file>: PEM, the server's own first, then those "
             "that lead to its authority. TLS 1.2 or 1.3; plain connections are closed."),
         Text::tr("file")},
        {Names::tlsKey, Text::tr("The private key of the certificate: PEM, without a password."),
         Text::tr("file")},
        {Names::handshakeTimeout,
         Text::tr("Close a connection that isn't agreed on after <seconds>. Default: %1.")
             .arg(std::chrono::floor<std::chrono::seconds>(defaults.handshakeTimeout).count()),
         Text::tr("seconds")},
        {Names::idleTimeout,
         Text::tr("Close a client that sends nothing for <seconds>. Default: 0, never: people "
                  "think."),
         Text::tr("seconds")},
        {Names::minRate,
         Text::tr("Close a client whose request, once begun, arrives at less than <rate> bytes per "
                  "second for %1 seconds. Default: 0, never: people type slowly.")
             .arg(std::chrono::floor<std::chrono::seconds>(defaults.slowRequestGrace).count()),
         Text::tr("rate")},
        {Names::outputLimit,
         Text::tr("Keep at most <bytes> of replies that a client doesn't take; until it does, "
                  "nothing more is read from it. Default: %1.")
             .arg(defaults.outputLimit),
         Text::tr("bytes")},
        {Names::outputTimeout,
         Text::tr("Close a client that takes nothing of its replies for <seconds>. Default: %1.")
             .arg(std::chrono::floor<std::chrono::seconds>(defaults.outputTimeout).count()),
         Text::tr("seconds")},
        {Names::maxDigits,
         Text::tr("Close a client whose request has more than <count> digits. Default: 0, no "
                  "limit."),
         Text::tr("count")},
        {Names::proxyProtocol,
         Text::tr(
             "Be behind a load balancer: the first thing on each connection is a PROXY header, "
             "version 1 or 2, which says whose it is.")},
        {Names::proxyFrom,
         Text::tr("With --proxy-protocol, let only <networks> connect: addresses, or networks such "
                  "as 10.0.0.0/8, separated by commas. May be repeated. Default: localhost."),
         Text::tr("networks")},
        {Names::strict,
         Text::tr("For servers open to strangers: as --max-clients-per-address %1 --idle-timeout "
                  "%2 --min-rate %3 --output-timeout %4 --max-digits %5, unless these options say "
                  "otherwise.")
             .arg(strict.maxClientsPerAddress)
             .arg(std::chrono::floor<std::chrono::seconds>(strict.idleTimeout).count())
             .arg(strict.minRate)
             .arg(std::chrono::floor<std::chrono::seconds>(strict.outputTimeout).count())
             .arg(strict.maxDigits)},
        {Names::bindRetries,
         Text::tr("When listening fails, try <count> more times, half a second apart. Default: %1.")
             .arg(defaults.bindRetries),
         Text::tr("count")},
    });
}

std::variant<ServiceOptions, QString> serviceOptionsFrom(const QCommandLineParser &parser)
{
    ServiceOptions options;
    if (parser.isSet(Names::strict))
        options = ServiceOptions::strict();
    Reader reader(parser);
    reader.readAddresses(options.addresses);
    reader.readPort(options.port);
    reader.readFraming(options.framing);
    reader.readInt(Names::threads, options.threads, 1, mostThreads);
    reader.readInt(Names::maxClients, options.maxClients, 1, ServiceOptions::largestMaxClients());
    reader.readInt(Names::maxClientsPerAddress, options.maxClientsPerAddress, 0, noLimit);
    reader.readTls(options.tls);
    reader.readSeconds(Names::handshakeTimeout, options.handshakeTimeout, 1);
    reader.readSeconds(Names::idleTimeout, options.idleTimeout, 0);
    reader.readInt(Names::minRate, options.minRate, 0, noLimit);
    reader.readInt(Names::outputLimit, options.outputLimit, 1024, mostOutput);
    reader.readSeconds(Names::outputTimeout, options.outputTimeout, 1);
    reader.readInt(Names::maxDigits, options.maxDigits, 0, noLimit);
    options.proxyProtocol = parser.isSet(Names::proxyProtocol);
    reader.readNetworks(options.proxyFrom);
    reader.readInt(Names::bindRetries, options.bindRetries, 0, 1000);
    if (!reader.error().isEmpty())
        return reader.error();
    return options;
}

} // namespace DigitSum
