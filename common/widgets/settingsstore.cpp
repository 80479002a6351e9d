// SPDX-License-Identifier: MIT
#include "common/widgets/settingsstore.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryFile>
#include <QWidget>

#include <cerrno>

namespace DigitSum {

QVariant SettingsStore::value(QLatin1StringView key, const QVariant &fallback) const
{
    const auto found = m_overrides.constFind(key);
    return found != m_overrides.cend() ? *found : QSettings().value(key, fallback);
}

void SettingsStore::store(QLatin1StringView key, const QVariant &value, const QVariant &byDefault)
{
    if (const auto found = m_overrides.constFind(key); found != m_overrides.cend()) {
        if (*found == value)
            return;
        m_overrides.erase(found);
    }
    if (value == byDefault)
        QSettings().remove(key);
    else
        QSettings().setValue(key, value);
}

QString settingsError()
{
    const QSettings settings;
    if (settings.isWritable())
        return {};
    const QFileInfo file(settings.fileName());
    QString reason;
    if (file.exists()) {
        QFile probe(file.filePath());
        if (!probe.open(QIODevice::ReadWrite))
            reason = probe.errorString();
    } else {
        QTemporaryFile probe(file.path() + QStringLiteral("/XXXXXX"));
        errno = 0;
        if (!QDir().mkpath(file.path()))
            reason = qt_error_string(errno);
        else if (!probe.open())
            reason = probe.errorString();
    }
    return file.filePath() + QStringLiteral(": ") + reason;
}

void resizeToText(QWidget &window, int columns, int rows)
{
    const QFontMetrics metrics = window.fontMetrics();
    window.resize(metrics.averageCharWidth() * columns, metrics.height() * rows);
}

void restoreGeometry(QWidget &window, const QByteArray &state, int columns, int rows)
{
    if (!window.restoreGeometry(state))
        resizeToText(window, columns, rows);
}

} // namespace DigitSum
