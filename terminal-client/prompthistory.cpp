// SPDX-License-Identifier: MIT
#include "terminal-client/prompthistory.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace DigitSum {

namespace {

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

/// Bytes that are read of a file: it has at most two times maxLines lines unless it was edited.
constexpr qint64 maxRead = 4 * 1024 * 1024;

} // namespace

PromptHistory::PromptHistory(const QString &file, QObject *parent)
    : QObject(parent)
    , m_file(file)
{
}

QString PromptHistory::defaultFile()
{
    const QString set = qEnvironmentVariable("XDG_STATE_HOME");
    const QString folder =
        QDir::isAbsolutePath(set) ? set : QDir::homePath() + QLatin1String("/.local/state");
    return folder + QLatin1String("/digitsum/history");
}

QByteArrayList PromptHistory::load()
{
    const QFileInfo info(m_file);
    if (!info.exists())
        return {};
    QFile file(m_file);
    if (!info.isFile()) {
        fail(QStringLiteral("it is not a file"));
        return {};
    }
    if (!file.open(QIODevice::ReadOnly)) {
        fail(file.errorString());
        return {};
    }
    const bool isWhole = file.size() <= maxRead;
    if (!isWhole)
        file.seek(file.size() - maxRead);
    QByteArrayList lines = file.read(maxRead).split('\n');
    if (!isWhole)
        lines.removeFirst(); // its beginning is missing
    lines.removeAll(QByteArray());
    const bool isLong = !isWhole || lines.size() > 2 * maxLines;
    lines = lines.last(std::min(lines.size(), maxLines));
    if (isLong) {
        QSaveFile shorter(m_file);
        if (!shorter.open(QIODevice::WriteOnly) || !shorter.setPermissions(ownerOnly)
            || shorter.write(lines.join('\n') + '\n') < 0 || !shorter.commit())
            fail(shorter.errorString());
    }
    return lines;
}

void PromptHistory::append(const QByteArray &line)
{
    if (m_hasFailed || line.size() > maxLineSize)
        return;
    QDir().mkpath(QFileInfo(m_file).path());
    QFile file(m_file);
    // One write to the end of the file: lines of several processes do not mix.
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered, ownerOnly)
        || file.write(line + '\n') != line.size() + 1)
        fail(file.errorString());
}

void PromptHistory::fail(const QString &reason)
{
    if (!std::exchange(m_hasFailed, true))
        Q_EMIT failed(reason);
}

} // namespace DigitSum
