// SPDX-License-Identifier: MIT
#include "server/console/listen/consoleoptions.h"

#include "server/console/listen/listenchoices.h"

#include <QCommandLineParser>

#include <array>
#include <limits>

namespace DigitSum::ConsoleOptions {

namespace {

using std::chrono::seconds;

constexpr int noLimit = std::numeric_limits<int>::max();

struct Field
{
    QLatin1StringView key;
    QLatin1StringView option; ///< on the command line
    int least;
    int most;
    int (*read)(const ServiceOptions &);
    void (*write)(ServiceOptions &, int);
};

using Options = ServiceOptions;
using Framing = RequestParser::Framing;

constexpr std::array fields{
    Field{ConsoleKeys::framing, QLatin1StringView("framing"), 0, int(Framing::Raw),
          [](const Options &from) { return int(from.framing); },
          [](Options &to, int value) { to.framing = Framing(value); }},
    Field{
        ConsoleKeys::maxClients, QLatin1StringView("max-clients"), 1, noLimit,
        [](const Options &from) { return from.maxClients; },
        [](Options &to, int value) { to.maxClients = qMin(value, Options::largestMaxClients()); }},
    Field{ConsoleKeys::maxClientsPerAddress, QLatin1StringView("max-clients-per-address"), 0,
          noLimit, [](const Options &from) { return from.maxClientsPerAddress; },
          [](Options &to, int value) { to.maxClientsPerAddress = value; }},
    Field{ConsoleKeys::idleSeconds, QLatin1StringView("idle-timeout"), 0, mostSeconds,
          [](const Options &from) { return secondsOf(from.idleTimeout); },
          [](Options &to, int value) { to.idleTimeout = seconds(value); }},
    Field{ConsoleKeys::outputSeconds, QLatin1StringView("output-timeout"), 1, mostSeconds,
          [](const Options &from) { return secondsOf(from.outputTimeout); },
          [](Options &to, int value) { to.outputTimeout = seconds(value); }},
    Field{ConsoleKeys::minRate, QLatin1StringView("min-rate"), 0, noLimit,
          [](const Options &from) { return from.minRate; },
          [](Options &to, int value) { to.minRate = value; }},
    Field{ConsoleKeys::maxDigits, QLatin1StringView("max-digits"), 0, noLimit,
          [](const Options &from) { return from.maxDigits; },
          [](Options &to, int value) { to.maxDigits = value; }},
};

} // namespace

int secondsOf(std::chrono::milliseconds time)
{
    return int(std::chrono::ceil<seconds>(time).count());
}

void giveFrom(const QCommandLineParser &parser, const ServiceOptions &options,
              ConsoleSettings &settings)
{
    const ServiceOptions usual;
    const ServiceOptions strict =
        parser.isSet(QStringLiteral("public")) ? ServiceOptions::strict() : usual;
    for (const Field &field : fields) {
        if (parser.isSet(field.option) || field.read(strict) != field.read(usual))
            settings.give(field.key, field.read(options));
    }
    if (parser.isSet(QStringLiteral("listen")))
        settings.give(ConsoleKeys::addresses, listenKey(options.addresses));
    if (parser.isSet(QStringLiteral("port")))
        settings.give(ConsoleKeys::port, options.port);
}

ServiceOptions restored(const ConsoleSettings &settings, ServiceOptions options)
{
    for (const Field &field : fields) {
        bool isNumber = false;
        const int value = settings.value(field.key).toInt(&isNumber);
        if (isNumber && value >= field.least && value <= field.most)
            field.write(options, value);
    }
    return options;
}

void remember(const ServiceOptions &options, ConsoleSettings &settings)
{
    const ServiceOptions usual;
    for (const Field &field : fields)
        settings.remember(field.key, field.read(options), field.read(usual));
}

} // namespace DigitSum::ConsoleOptions
