// SPDX-License-Identifier: MIT
// digitsum-client: the desktop client.
#include "common/process/processsignals.h"
#include "common/process/standardstreams.h"
#include "common/protocol/protocolwords.h"
#include "gui-client/application.h"
#include "gui-client/commandline.h"
#include "gui-client/mainwindow.h"

#include <QApplication>
#include <QIcon>

#include <cstdio>

using namespace DigitSum;
using namespace DigitSum::Gui;

namespace {

int print(std::FILE *stream, const QString &text, int code)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
    return code;
}

} // namespace

int main(int argc, char *argv[])
{
    openClosedStandardStreams();
    const QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("digitsum-client"));
    QApplication::setApplicationVersion(QStringLiteral(DIGITSUM_VERSION));
    QApplication::setOrganizationName(QStringLiteral("DigitSum"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/digitsum/icons/digitsum.png")));
    Application client;

    const auto parsed = CommandLine::fromArguments(QApplication::arguments());
    if (const auto *leave = std::get_if<CommandLine::Leave>(&parsed))
        return print(stdout, leave->text, 0);
    if (const auto *error = std::get_if<CommandLine::Error>(&parsed))
        return print(stderr, QString(QApplication::applicationName() + u": " + error->text + u'\n'),
                     2);

    const ProcessSignals signals_;
    QObject::connect(&signals_, &ProcessSignals::stopRequested, &client, &Application::leave);
    const auto &options = std::get<CommandLine>(parsed);
    MainWindow *window = client.openWindow();
    const bool isEncrypted = options.tls.mode != TlsOptions::Mode::Off;
    if (!options.host.isEmpty() || options.port != 0 || isEncrypted)
        window->setServer({{options.host.isEmpty() ? QStringLiteral("127.0.0.1") : options.host,
                            options.port == 0 ? Words::defaultPort : options.port},
                           options.tls});
    if (options.isConnecting)
        window->connectToServer();
    return QApplication::exec();
}
