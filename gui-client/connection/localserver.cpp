// SPDX-License-Identifier: MIT
#include "gui-client/connection/localserver.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QProcess>
#include <QStandardPaths>

namespace DigitSum::Gui {

LocalServer::LocalServer(Setup setup)
    : m_setup(std::move(setup))
{
}

QString LocalServer::program() const
{
    const QString folder =
        m_setup.folder.isEmpty() ? QCoreApplication::applicationDirPath() : m_setup.folder;
    return QStandardPaths::findExecutable(QStringLiteral("digitsum-server"), {folder});
}

bool LocalServer::mayHelp(const SessionError &error) const
{
    const bool isHere = error.host.compare(QLatin1StringView("localhost"), Qt::CaseInsensitive) == 0
                        || QHostAddress(error.host).isLoopback();
    return error.kind == SessionError::Kind::Refused && isHere && !program().isEmpty();
}

bool LocalServer::start(quint16 port)
{
    const bool isStarted = QProcess::startDetached(
        program(), {QStringLiteral("--start"), QStringLiteral("--port"), QString::number(port)});
    m_deadline = QDeadlineTimer(isStarted ? m_setup.startLimit : std::chrono::milliseconds(0));
    return isStarted;
}

} // namespace DigitSum::Gui
