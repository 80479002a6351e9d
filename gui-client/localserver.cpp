// SPDX-License-Identifier: MIT
#include "gui-client/localserver.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QProcess>
#include <QStandardPaths>

namespace DigitSum {

QString LocalServer::program()
{
    return QStandardPaths::findExecutable(QStringLiteral("digitsum-server"),
                                          {QCoreApplication::applicationDirPath()});
}

bool LocalServer::mayHelp(const SessionError &error)
{
    const bool isHere = error.host.compare(QLatin1StringView("localhost"), Qt::CaseInsensitive) == 0
                        || QHostAddress(error.host).isLoopback();
    return error.kind == SessionError::Kind::Refused && isHere && !program().isEmpty();
}

bool LocalServer::start(quint16 port)
{
    return QProcess::startDetached(
        program(), {QStringLiteral("--start"), QStringLiteral("--port"), QString::number(port)});
}

} // namespace DigitSum
