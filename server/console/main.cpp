// SPDX-License-Identifier: MIT
#include "common/process/logtostandarderror.h"
#include "common/process/processsignals.h"
#include "common/process/standardstreams.h"
#include "common/widgets/appearancemenu.h"
#include "common/widgets/language.h"
#include "common/widgets/requestedtext.h"
#include "server/console/consolewindow.h"
#include "server/console/listen/consoleoptions.h"
#include "server/service/serviceoptionparser.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QLoggingCategory>
#include <QTextStream>

#include <cstdio>

using namespace DigitSum;

namespace {

constexpr int badUsage = 2;
constexpr QLatin1StringView startOption{"start"};
constexpr QLatin1StringView logFile{"log-file"};

int refuse(const QString &why)
{
    QTextStream(stderr) << why << Qt::endl;
    return badUsage;
}

void declareOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QApplication::translate(
        "main", "Starts and stops the digit-sum server and shows who is connected."));
    parser.addOption({startOption, QApplication::translate("main", "Listen at once.")});
    parser.addOption({logFile,
                      QApplication::translate(
                          "main", "Also append events to <file>, which is rotated at 10 MiB."),
                      QApplication::translate("main", "file")});
    addServiceOptions(parser);
}

/// Returns the stored settings, overridden by the command line.
SettingsStore settingsWith(const QCommandLineParser &parser, const ServiceOptions &options)
{
    SettingsStore settings;
    ConsoleOptions::overrideFrom(parser, options, settings);
    if (parser.isSet(logFile))
        settings.setOverride(ConsoleKeys::logFile, parser.value(logFile));
    return settings;
}

} // namespace

int main(int argc, char *argv[])
{
    openClosedStandardStreams();
    QApplication::setOrganizationName(QStringLiteral("DigitSum"));
    QApplication::setApplicationName(QStringLiteral("digitsum-server"));
    QApplication::setApplicationVersion(QStringLiteral(DIGITSUM_VERSION));
    showRequestedText(argc, argv, &declareOptions);
    const QApplication app(argc, argv);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/digitsum/icons/digitsum.png")));
    Language language;
    language.setCode(AppearanceMenu::rememberedLanguage());

    QCommandLineParser parser;
    declareOptions(parser);
    if (!parser.parse(QApplication::arguments()))
        return refuse(parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return refuse(QApplication::translate("main", "Unexpected argument '%1'; see --help.")
                          .arg(parser.positionalArguments().constFirst()));
    const auto options = serviceOptionsFrom(parser);
    if (const auto *error = std::get_if<QString>(&options))
        return refuse(*error);
    const auto &given = std::get<ServiceOptions>(options);

    const ProcessSignals signals_;
    const LogToStandardError log;
    // The window already logs each connection. QT_LOGGING_RULES can override this.
    QLoggingCategory::setFilterRules(QStringLiteral("digitsum.*.info=false"));
    Service service;
    ConsoleWindow window(service, language, given, settingsWith(parser, given));
    // At the end of a session: nobody could answer a question, and a signal may follow.
    QObject::connect(&app, &QApplication::commitDataRequest, &window, &ConsoleWindow::stopAndClose);
    QObject::connect(&signals_, &ProcessSignals::stopRequested, &window,
                     &ConsoleWindow::stopAndClose);
    QObject::connect(&signals_, &ProcessSignals::reloadRequested, &window,
                     [&] { reloadTlsIdentity(service, parser); });
    window.show();
    if (parser.isSet(startOption))
        window.start();
    return QApplication::exec();
}
