// SPDX-License-Identifier: MIT
// digitsum-client: the desktop client.
#include "common/process/processsignals.h"
#include "common/process/standardstreams.h"
#include "common/protocol/protocolwords.h"
#include "common/widgets/requestedtext.h"
#include "gui-client/application.h"
#include "gui-client/commandline.h"
#include "gui-client/mainwindow.h"

#include <QApplication>
#include <QIcon>
#include <QTextStream>

using namespace DigitSum;
using namespace DigitSum::Gui;

namespace {

constexpr int badUsage = 2;

} // namespace

int main(int argc, char *argv[])
{
    openClosedStandardStreams();
    QApplication::setApplicationName(QStringLiteral("digitsum-client"));
    QApplication::setApplicationVersion(QStringLiteral(DIGITSUM_VERSION));
    QApplication::setOrganizationName(QStringLiteral("DigitSum"));
    showRequestedText(argc, argv, &CommandLine::declare);
    const QApplication app(argc, argv);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/digitsum/icons/digitsum.png")));
    Application client;

    const auto parsed = CommandLine::fromArguments(QApplication::arguments());
    if (const auto *error = std::get_if<CommandLine::Error>(&parsed)) {
        QTextStream(stderr) << QApplication::applicationName() << ": " << error->text << Qt::endl;
        return badUsage;
    }

    const ProcessSignals signals_;
    QObject::connect(&signals_, &ProcessSignals::stopRequested, &client, &Application::leave);
    const auto &options = std::get<CommandLine>(parsed);
    MainWindow *window = client.openWindow();
    if (options.address || options.tls.mode != TlsOptions::Mode::Off) {
        const ServerAddress here{QStringLiteral("127.0.0.1"), Words::defaultPort};
        window->setServer({options.address.value_or(here), options.tls});
    }
    if (options.isConnecting)
        window->connectToServer();
    return QApplication::exec();
}
