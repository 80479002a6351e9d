// SPDX-License-Identifier: MIT
#include "server/console/listen/consoleoptions.h"

#include "server/console/listen/listenchoices.h"
#include "server/service/serviceoptiontable.h"

#include <QCommandLineParser>

#include <optional>

namespace DigitSum::ConsoleOptions {

namespace {

using Framing = RequestParser::Framing;

std::optional<int> numberIn(const SettingsStore &settings, QLatin1StringView key)
{
    bool isNumber = false;
    const int value = settings.value(key).toInt(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

} // namespace

void overrideFrom(const QCommandLineParser &parser, const ServiceOptions &options,
                  SettingsStore &settings)
{
    const bool isStrict = parser.isSet(OptionNames::strict);
    for (const auto &[name, valueName, help, number] : serviceOptionTable()) {
        if (number.settingsKey.isEmpty())
            continue;
        if (parser.isSet(name) || (isStrict && number.strict))
            settings.setOverride(number.settingsKey, number.get(options));
    }
    if (parser.isSet(OptionNames::framing))
        settings.setOverride(ConsoleKeys::framing, int(options.framing));
    if (parser.isSet(OptionNames::listen))
        settings.setOverride(ConsoleKeys::addresses, listenKey(options.addresses));
    if (parser.isSet(OptionNames::port))
        settings.setOverride(ConsoleKeys::port, options.port);
}

ServiceOptions load(const SettingsStore &settings, ServiceOptions options)
{
    for (const auto &[name, valueName, help, number] : serviceOptionTable()) {
        if (number.settingsKey.isEmpty())
            continue;
        auto value = numberIn(settings, number.settingsKey);
        // A stored value may exceed this computer's limit of open files.
        if (value && name == OptionNames::maxClients)
            value = qMin(*value, number.most);
        if (value && *value >= number.least && *value <= number.most)
            number.set(options, *value);
    }
    const auto framing = numberIn(settings, ConsoleKeys::framing);
    if (framing && *framing >= 0 && *framing <= int(Framing::Raw))
        options.framing = Framing(*framing);
    return options;
}

void store(const ServiceOptions &options, SettingsStore &settings)
{
    const ServiceOptions defaults;
    for (const ServiceOption &option : serviceOptionTable()) {
        const OptionNumber &number = option.number;
        if (!number.settingsKey.isEmpty())
            settings.store(number.settingsKey, number.get(options), number.get(defaults));
    }
    settings.store(ConsoleKeys::framing, int(options.framing), int(defaults.framing));
}

} // namespace DigitSum::ConsoleOptions
