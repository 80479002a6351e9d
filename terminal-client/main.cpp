// SPDX-License-Identifier: MIT
#include "common/process/standardstreams.h"
#include "common/protocol/protocolwords.h"
#include "common/session/serveraddress.h"
#include "terminal-client/batch.h"
#include "terminal-client/connectionreport.h"
#include "terminal-client/openterminal.h"
#include "terminal-client/prompt.h"
#include "terminal-client/prompthistory.h"
#include "terminal-client/standardinput.h"
#include "terminal-client/standardoutput.h"
#include "terminal-client/standardstreams.h"
#include "translations/translation.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <optional>

using namespace DigitSum;

namespace {

const auto hostOption = QStringLiteral("host");
const auto portOption = QStringLiteral("port");
const auto promptOption = QStringLiteral("prompt");
const auto noHistoryOption = QStringLiteral("no-history");
const auto tlsOption = QStringLiteral("tls");
const auto authoritiesOption = QStringLiteral("ca");
const auto insecureOption = QStringLiteral("tls-insecure");
const auto reconnectOption = QStringLiteral("reconnect");

/// How long `--reconnect` retries without an answer.
constexpr std::chrono::seconds retryTime{60};

QString messageLine(const QString &text)
{
    return QStringLiteral("digitsum: %1\n").arg(text);
}

void complain(const QString &text)
{
    QTextStream(stderr) << messageLine(text);
}

/// Writes \a text to standard output and returns the exit code.
int print(const QString &text)
{
    if (std::fputs(qPrintable(text), stdout) >= 0 && std::fflush(stdout) == 0)
        return AllSums;
    complain(QStringLiteral("cannot write: %1").arg(qt_error_string(errno)));
    return CannotWrite;
}

void declareOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QStringLiteral(
        "Sends strings of digits to a digit-sum server and prints their digit sums.\n\n"
        "With arguments, sends each and prints one reply per line. On a terminal, prompts for\n"
        "strings. Otherwise, reads one request per line from standard input and prints one reply\n"
        "per line.\n\n"
        "Exit status: 0 all requests succeeded, 1 some were refused, 2 invalid usage,\n"
        "3 connection failed or lost, 4 cannot write the output, 5 cannot read the input."));
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")},
                      QStringLiteral("Displays help on commandline options.")});
    parser.addVersionOption();
    parser.addOptions({
        {hostOption,
         QStringLiteral(
             "Connect to <host>, a name or an address, and to the port after it, if any: "
             "example.org:9990, [::1]:9990. Default: 127.0.0.1."),
         hostOption},
        {portOption, QStringLiteral("Connect to <port>. Default: %1.").arg(Words::defaultPort),
         portOption},
        {promptOption, QStringLiteral("Prompt even if standard input is not a terminal.")},
        {noHistoryOption,
         QStringLiteral(
             "Do not save the lines entered at the prompt, and recall none of earlier runs.")},
        {tlsOption, QStringLiteral("Encrypt the connection and verify the server's certificate.")},
        {authoritiesOption,
         QStringLiteral(
             "Trust the certificate authorities in <file> (PEM) instead of the system's. "
             "Implies --tls."),
         QStringLiteral("file")},
        {insecureOption,
         QStringLiteral(
             "Encrypt, but do not verify the server's identity. This does not protect against "
             "an attacker in between.")},
        {reconnectOption,
         QStringLiteral(
             "Reconnect if the connection is lost or the server stops answering, and resend "
             "unanswered requests. Give up after retrying for %1 seconds without an answer.")
             .arg(retryTime.count())},
    });
    parser.addPositionalArgument(QStringLiteral("digits"),
                                 QStringLiteral("Strings of digits in any script."),
                                 QStringLiteral("[digits...]"));
}

/// Returns an error message, empty if the command line is valid.
QString usageError(const QCommandLineParser &parser)
{
    if (parser.isSet(authoritiesOption) && parser.value(authoritiesOption).isEmpty())
        return QStringLiteral("option --ca: missing file");
    if (parser.isSet(authoritiesOption) && parser.isSet(insecureOption))
        return QStringLiteral("options --ca and --tls-insecure cannot be combined");
    if (parser.positionalArguments().join(QString()).contains(QLatin1Char('\n')))
        return QStringLiteral("an argument must not contain a line break");
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

/// Sends the arguments or the lines of standard input to \a server and returns the exit code.
int run(QCoreApplication &app, const QCommandLineParser &parser, const ServerAddress &server)
{
    Session session({.reconnect = {.giveUp = retryTime}});
    if (parser.isSet(reconnectOption))
        session.setReconnecting(Reconnect::AfterLoss);
    StandardInput input(StandardStreams::input);
    StandardOutput output(StandardStreams::output);
    const ConnectionReport report(session);

    const QStringList arguments = parser.positionalArguments();
    QByteArray lines;
    for (const QString &argument : arguments)
        lines += argument.toUtf8() + '\n';
    PromptHistory history(PromptHistory::defaultFile());
    std::unique_ptr<PromptTerminal> terminal;
    std::optional<Prompt> prompt;
    std::optional<Batch> batch;
    const auto say = [&terminal](const QString &text) {
        if (terminal && terminal->ownsTheScreen()
            && StandardInput::isTerminal(StandardStreams::errors))
            terminal->write(messageLine(text).toUtf8());
        else
            complain(text);
    };
    QObject::connect(&report, &ConnectionReport::said, &app, say);
    QObject::connect(&history, &PromptHistory::failed, &app, [&](const QString &reason) {
        say(QStringLiteral("cannot save or recall lines: %1: %2").arg(history.file(), reason));
    });
    QObject::connect(&input, &StandardInput::failed, &app, [&](const QString &reason) {
        say(QStringLiteral("cannot read: %1").arg(reason));
    });
    QObject::connect(&output, &StandardOutput::broken, &app, &StandardStreams::exitAsBrokenPipe);
    QObject::connect(&output, &StandardOutput::failed, &app, [](const QString &reason) {
        complain(QStringLiteral("cannot write: %1").arg(reason));
        QCoreApplication::exit(CannotWrite);
    });
    if (lines.isEmpty()
        && (parser.isSet(promptOption) || StandardInput::isTerminal(StandardStreams::input))) {
        terminal = openTerminal(input, output, parser.isSet(noHistoryOption) ? nullptr : &history);
        prompt.emplace(session, *terminal);
        QObject::connect(&*prompt, &Prompt::finished, &app, &QCoreApplication::exit);
    } else {
        batch.emplace(session, lines, lines.isEmpty() ? &input : nullptr, output);
        QObject::connect(&*batch, &Batch::said, &app, &complain);
        QObject::connect(&*batch, &Batch::finished, &app, &QCoreApplication::exit);
    }
    QMetaObject::invokeMethod(
        &session,
        [&] { // in the event loop, which a failure can then end
            session.open(server.host, server.port, tlsOptions(parser));
        },
        Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    openClosedStandardStreams();
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
    if (parser.isSet(QStringLiteral("help")))
        return print(parser.helpText());
    if (parser.isSet(QStringLiteral("version")))
        return print(QStringLiteral("digitsum %1\n").arg(QStringLiteral(DIGITSUM_VERSION)));
    const auto address = ServerAddress::fromOptions(parser);
    const auto *addressError = std::get_if<QString>(&address);
    if (const QString error = addressError ? *addressError : usageError(parser); !error.isEmpty()) {
        complain(error);
        return BadUsage;
    }
    const auto &server = std::get<ServerAddress>(address);

    if (parser.isSet(insecureOption))
        complain(QStringLiteral("warning: --tls-insecure does not verify the server's identity"));

    return run(app, parser, server);
}
