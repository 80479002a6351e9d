// SPDX-License-Identifier: MIT
#include "common/protocol/protocolwords.h"
#include "terminal-client/batch.h"
#include "terminal-client/connectionreport.h"
#include "terminal-client/prompt.h"
#include "translations/translation.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>

#include <csignal>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

using namespace DigitSum;

namespace {

const auto hostOption = QStringLiteral("host");
const auto portOption = QStringLiteral("port");
const auto promptOption = QStringLiteral("prompt");
const auto tlsOption = QStringLiteral("tls");
const auto authoritiesOption = QStringLiteral("ca");
const auto insecureOption = QStringLiteral("tls-insecure");
const auto reconnectOption = QStringLiteral("reconnect");

/// How long `--reconnect` tries without an answer.
constexpr std::chrono::seconds patience{60};

void complain(const QString &text)
{
    QTextStream(stderr) << "digitsum: " << text << Qt::endl;
}

void declareOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QStringLiteral(
        "Asks a digit-sum server for the sums of strings of digits.\n\n"
        "With arguments: prints one reply a line. With a terminal: asks for strings. Else: reads\n"
        "one request a line from standard input and prints one reply a line.\n\n"
        "Exit status: 0 all were sums, 1 some were refused, 2 bad usage, 3 no server or lost,\n"
        "4 cannot write."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {hostOption,
         QStringLiteral("Ask the server on <host>, a name or an address. Default: 127.0.0.1."),
         hostOption, QStringLiteral("127.0.0.1")},
        {portOption,
         QStringLiteral("Ask the server on <port>. Default: %1.").arg(Words::defaultPort),
         portOption, QString::number(Words::defaultPort)},
        {promptOption, QStringLiteral("Prompt, even if standard input is no terminal.")},
        {tlsOption, QStringLiteral("Encrypt, and only with a server that proves who it is.")},
        {authoritiesOption,
         QStringLiteral("Trust the authorities in <file>, in PEM format, in place of the system's. "
                        "Implies --tls."),
         QStringLiteral("file")},
        {insecureOption,
         QStringLiteral("Encrypt, but with whoever answers: anybody between may read and change "
                        "everything.")},
        {reconnectOption,
         QStringLiteral("When the connection is lost, connect again and ask again what was not "
                        "answered; give up after %1 seconds without an answer.")
             .arg(patience.count())},
    });
    parser.addPositionalArgument(QStringLiteral("digits"),
                                 QStringLiteral("Strings of digits, of any script."),
                                 QStringLiteral("[digits...]"));
}

/// What is wrong with the command line, in a line; empty if nothing is.
QString usageError(const QCommandLineParser &parser)
{
    bool isNumber = false;
    const int port = parser.value(portOption).toInt(&isNumber);
    if (!isNumber || port < 1 || port > 65535) {
        return QStringLiteral("option --port: '%1' is not a whole number from 1 to 65535")
            .arg(parser.value(portOption));
    }
    if (parser.value(hostOption).trimmed().isEmpty())
        return QStringLiteral("option --host: no host given");
    if (parser.isSet(authoritiesOption) && parser.value(authoritiesOption).isEmpty())
        return QStringLiteral("option --ca: no file given");
    if (parser.isSet(authoritiesOption) && parser.isSet(insecureOption))
        return QStringLiteral("options --ca and --tls-insecure: one verifies, the other does not");
    if (parser.positionalArguments().join(QString()).contains(QLatin1Char('\n')))
        return QStringLiteral("an argument must not hold a line break: it would be two requests");
    return {};
}

TlsOptions tlsOptions(const QCommandLineParser &parser)
{
    if (parser.isSet(insecureOption))
        return {TlsOptions::Mode::Unverified, {}};
    if (parser.isSet(tlsOption) || parser.isSet(authoritiesOption))
        return {TlsOptions::Mode::Verified, parser.value(authoritiesOption)};
    return {};
}

/// A standard stream that was closed (`digitsum <&-`) would have its number given to the first
/// socket: it is open, and empty, instead.
void openClosedStreams()
{
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) < 0)
            ::open("/dev/null", O_RDWR);
    }
}

/// Ends as other filters do when nobody reads their output any more. Qt ignores the signal.
void endAsBrokenPipe()
{
    std::signal(SIGPIPE, SIG_DFL);
    std::raise(SIGPIPE);
}

void endAsUnwritable(const QString &reason)
{
    complain(QStringLiteral("cannot write: %1").arg(reason));
    QCoreApplication::exit(CannotWrite);
}

} // namespace

int main(int argc, char *argv[])
{
    openClosedStreams();
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("digitsum"));
    QCoreApplication::setApplicationVersion(QStringLiteral(DIGITSUM_VERSION));
    const Translation translation;

    QCommandLineParser parser;
    declareOptions(parser);
    if (!parser.parse(app.arguments())) {
        complain(parser.errorText());
        return BadUsage;
    }
    if (parser.isSet(QStringLiteral("help")) || parser.isSet(QStringLiteral("version")))
        parser.process(app); // prints, and exits
    if (const QString error = usageError(parser); !error.isEmpty()) {
        complain(error);
        return BadUsage;
    }

    if (parser.isSet(insecureOption))
        complain(QStringLiteral("warning: --tls-insecure does not verify who the server is"));

    Session session({.reconnect = {.giveUp = patience}});
    if (parser.isSet(reconnectOption))
        session.setReconnecting(Reconnect::AfterLoss);
    StandardInput input(STDIN_FILENO);
    StandardOutput output(STDOUT_FILENO);
    QObject::connect(&output, &StandardOutput::broken, &app, &endAsBrokenPipe);
    QObject::connect(&output, &StandardOutput::failed, &app, &endAsUnwritable);
    const ConnectionReport report(session);
    QObject::connect(&report, &ConnectionReport::said, &app, &complain);

    const QStringList arguments = parser.positionalArguments();
    std::unique_ptr<QObject> mode;
    if (!arguments.isEmpty()) {
        const QByteArray lines = (arguments.join(QLatin1Char('\n')) + QLatin1Char('\n')).toUtf8();
        auto batch = std::make_unique<Batch>(session, lines, output);
        QObject::connect(batch.get(), &Batch::finished, &app, &QCoreApplication::exit);
        mode = std::move(batch);
    } else if (parser.isSet(promptOption) || StandardInput::isTerminal(STDIN_FILENO)) {
        auto prompt = std::make_unique<Prompt>(session, input, output);
        QObject::connect(prompt.get(), &Prompt::finished, &app, &QCoreApplication::exit);
        mode = std::move(prompt);
    } else {
        auto batch = std::make_unique<Batch>(session, input, output);
        QObject::connect(batch.get(), &Batch::finished, &app, &QCoreApplication::exit);
        mode = std::move(batch);
    }
    QMetaObject::invokeMethod(
        &session,
        [&] { // in the event loop, so that any outcome ends it
            session.open(parser.value(hostOption),
                         static_cast<quint16>(parser.value(portOption).toInt()),
                         tlsOptions(parser));
        },
        Qt::QueuedConnection);
    return QCoreApplication::exec();
}
