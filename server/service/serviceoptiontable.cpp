// SPDX-License-Identifier: MIT
#include "server/service/serviceoptiontable.h"

#include "server/transport/nativesocket.h"

#include <QCoreApplication>
#include <QThread>

#include <algorithm>
#include <array>
#include <limits>

namespace DigitSum {

namespace {

using Options = ServiceOptions;

constexpr int noLimit = std::numeric_limits<int>::max();
constexpr int maxSeconds = 30 * 24 * 60 * 60;

/// Descriptors for everything but served clients: standard streams, event loops, listening sockets,
/// clients that are being refused, files.
constexpr int descriptorReserve = 48;

template <int Options::*member>
constexpr OptionNumber count(int least, int most, std::optional<int> strict = {},
                             QLatin1StringView key = {})
{
    return {[](const Options &from) { return from.*member; },
            [](Options &to, int value) { to.*member = value; },
            least,
            most,
            strict,
            key};
}

template <std::chrono::milliseconds Options::*member>
constexpr OptionNumber time(int least, std::optional<int> strict = {}, QLatin1StringView key = {})
{
    return {[](const Options &from) { return secondsOf(from.*member); },
            [](Options &to, int value) { to.*member = std::chrono::seconds(value); },
            least,
            maxSeconds,
            strict,
            key};
}

constexpr QLatin1StringView key(const char *text)
{
    return QLatin1StringView(text);
}

std::array<ServiceOption, 18> makeTable()
{
    return {{
        {OptionNames::listen,
         QT_TRANSLATE_NOOP("DigitSum::ServiceOptions", "address"),
         QT_TRANSLATE_NOOP(
             "DigitSum::ServiceOptions",
             "Listen on <address>: an IP address of this computer; 'localhost', that is 127.0.0.1 "
             "and ::1; or 'any', all interfaces, that is 0.0.0.0 for IPv4 and :: for IPv6. May be "
             "repeated. Default: localhost, this computer only."),
         {}},
        {OptionNames::port,
         QT_TRANSLATE_NOOP("DigitSum::ServiceOptions", "port"),
         QT_TRANSLATE_NOOP("DigitSum::ServiceOptions",
                           "Listen on <port>; 0 picks a free one. Default: 9990."),
         {}},
        {OptionNames::framing,
         QT_TRANSLATE_NOOP("DigitSum::ServiceOptions", "framing"),
         QT_TRANSLATE_NOOP(
             "DigitSum::ServiceOptions",
             "How messages end: 'line', 'raw' (one message per write), or 'auto', which lets each "
             "client's first bytes decide. Default: auto."),
         {}},
        {key("threads"), QT_TRANSLATE_NOOP("DigitSum::ServiceOptions", "count"),
         QT_TRANSLATE_NOOP("DigitSum::ServiceOptions",
                           "Serve clients from <count> event-loop threads. Default here: %1."),
         count<&Options::threads>(1, 256)},
        {OptionNames::maxClients, QT_TRANSLATE_NOOP("DigitSum::ServiceOptions", "count"),
         QT_TRANSLATE_NOOP("DigitSum::ServiceOptions",
                           "Serve at most <count> clients at a time; reject others with the notice "
                           "that the server is full. "
                           "Default here: %1, what the limit of open files allows."),
         count<&Options::maxClients>(1, Options::largestMaxClients(), {},
                                     key("options/maxClients"))},
        {OptionNames::maxClientsPerAddress, QT_TRANSLATE_NOOP("DigitSum::ServiceOptions", "count"),
         QT_TRANSLATE_NOOP(
             "DigitSum::ServiceOptions",
             "Serve at most <count> clients from one address at a time; an IPv6 /64 network counts "
             "as one address, unless it is link-local. Default: %1, no limit."),
         count<&Options::maxClientsPerAddress>(0, noLimit, 16,
                                               key("options/maxClientsPerAddress"))},
        {OptionNames::tlsCertificate,
         QT_TRANSLATE_NOOP("DigitSum::ServiceOptions", "file"),
         QT_TRANSLATE_NOOP(
             "DigitSum::ServiceOptions",
             "Encrypt with the certificate in <file>: PEM, the server's own first, then the "
             "intermediate ones. TLS 1.2 or 1.3; plain connections are closed."),
         {}},
        {OptionNames::tlsKey,
         QT_TRANSLATE_NOOP("DigitSum::ServiceOptions", "file"),
         QT_TRANSLATE_NOOP("DigitSum::ServiceOptions",
                           "The private key of the certificate: PEM, without a password."),
         {}},
        {key("handshake-timeout"), QT_TRANSLATE_NOOP("DigitSum::ServiceOptions", "seconds"),
         QT_TRANSLATE_NOOP(
             "DigitSum::ServiceOptions",
             "Close a connection whose PROXY header or TLS handshake takes longer than <seconds>. "
             "Default: %1."),
         time<&Options::handshakeTimeout>(1)},
        {OptionNames::idleTimeout, QT_TRANSLATE_NOOP("DigitSum::ServiceOptions", "seconds"),
         QT_TRANSLATE_NOOP(
             "DigitSum::ServiceOptions",
             "Close a connection that sends nothing for <seconds>. Default: %1, no limit."),
         time<&Options::idleTimeout>(0, 300, key("options/idleSeconds"))},
        {OptionNames::minRate, QT_TRANSLATE_NOOP("DigitSum::ServiceOptions", "rate"),
         QT_TRANSLATE_NOOP(
             "DigitSum::ServiceOptions",
             "Close a connection whose request arrives at less than <rate> bytes per second for "
             "10 seconds. Default: %1, no limit."),
         count<&Options::minRate>(0, noLimit, 10, key("options/minRate"))},
        {key("output-limit"), QT_TRANSLATE_NOOP("DigitSum::ServiceOptions", "bytes"),
         QT_TRANSLATE_NOOP(
             "DigitSum::ServiceOptions",
             "Keep at most <bytes> of replies that a client does not receive; stop reading from "
             "it until it does. Default: %1."),
         count<&Options::outputLimit>(1024, 16 * 1024 * 1024)},
        {OptionNames::outputTimeout, QT_TRANSLATE_NOOP("DigitSum::ServiceOptions", "seconds"),
         QT_TRANSLATE_NOOP(
             "DigitSum::ServiceOptions",
             "Close a connection that receives none of its pending replies for <seconds>. "
             "Default: %1."),
         time<&Options::outputTimeout>(1, 10, key("options/outputSeconds"))},
        {OptionNames::maxDigits, QT_TRANSLATE_NOOP("DigitSum::ServiceOptions", "count"),
         QT_TRANSLATE_NOOP(
             "DigitSum::ServiceOptions",
             "Close a connection whose request has more than <count> digits. Default: %1, no "
             "limit."),
         count<&Options::maxDigits>(0, noLimit, 1'000'000, key("options/maxDigits"))},
        {OptionNames::proxyProtocol,
         nullptr,
         QT_TRANSLATE_NOOP(
             "DigitSum::ServiceOptions",
             "Expect a PROXY header, version 1 or 2, at the start of each connection, as load "
             "balancers send it."),
         {}},
        {OptionNames::proxyFrom,
         QT_TRANSLATE_NOOP("DigitSum::ServiceOptions", "networks"),
         QT_TRANSLATE_NOOP(
             "DigitSum::ServiceOptions",
             "With --proxy-protocol, let only <networks> connect: addresses, or networks such "
             "as 10.0.0.0/8, separated by commas. May be repeated. Default: localhost."),
         {}},
        {OptionNames::strict,
         nullptr,
         QT_TRANSLATE_NOOP(
             "DigitSum::ServiceOptions",
             "Strict limits for servers open to strangers: same as %1. Each can be overridden."),
         {}},
        {key("bind-retries"), QT_TRANSLATE_NOOP("DigitSum::ServiceOptions", "count"),
         QT_TRANSLATE_NOOP(
             "DigitSum::ServiceOptions",
             "When listening fails, try <count> more times, half a second apart. Default: %1."),
         count<&Options::bindRetries>(0, 1000)},
    }};
}

} // namespace

std::span<const ServiceOption> serviceOptionTable()
{
    static const auto table = makeTable(); // not constexpr: a range depends on this computer
    return table;
}

const ServiceOption &serviceOption(QLatin1StringView name)
{
    const auto table = serviceOptionTable();
    const auto found = std::ranges::find(table, name, &ServiceOption::name);
    Q_ASSERT(found != table.end());
    return *found;
}

int secondsOf(std::chrono::milliseconds time)
{
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(time).count());
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
    ServiceOptions options;
    for (const ServiceOption &option : serviceOptionTable()) {
        if (option.number.strict)
            option.number.set(options, *option.number.strict);
    }
    return options;
}

} // namespace DigitSum
