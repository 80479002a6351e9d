// SPDX-License-Identifier: MIT
#include "server/console/log/eventlogfile.h"

#include <QSaveFile>

namespace DigitSum {

namespace {

constexpr QIODevice::OpenMode forAppending =
    QIODevice::WriteOnly | QIODevice::Append | QIODevice::Text;

QByteArray lineOf(const LogEntry &entry)
{
    return QByteArray(EventLogModel::plainLine(entry).toUtf8() + '\n');
}

} // namespace

QString saveEventLog(const EventLogModel &log, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Text))
        return file.errorString();
    for (int row = 0; row < log.rowCount(); ++row)
        file.write(lineOf(log.entry(row)));
    return file.commit() ? QString() : file.errorString();
}

EventLogFile::EventLogFile(EventLogModel &log, QObject *parent, qint64 limit)
    : QObject(parent)
    , m_limit(limit)
{
    connect(&log, &EventLogModel::appended, this, &EventLogFile::append);
}

QString EventLogFile::setPath(const QString &path)
{
    m_file.close();
    m_file.setFileName(path);
    if (path.isEmpty() || m_file.open(forAppending))
        return {};
    QString error = m_file.errorString();
    m_file.setFileName(QString());
    return error;
}

void EventLogFile::append(const QList<LogEntry> &entries)
{
    if (!m_file.isOpen())
        return;
    bool isWritten = true;
    for (const LogEntry &entry : entries)
        isWritten = isWritten && m_file.write(lineOf(entry)) >= 0;
    isWritten = isWritten && m_file.flush();
    if (isWritten && m_file.size() > m_limit)
        isWritten = rotate();
    if (isWritten)
        return;
    QString error = m_file.errorString();
    setPath({});
    Q_EMIT failed(error);
}

bool EventLogFile::rotate()
{
    const QString path = m_file.fileName();
    const auto older = [&path](int age) { return QString(path + u'.' + QString::number(age)); };
    m_file.close();
    QFile::remove(older(filesKept));
    for (int age = filesKept; age > 1; --age)
        QFile::rename(older(age - 1), older(age));
    QFile::rename(path, older(1));
    return m_file.open(forAppending);
}

} // namespace DigitSum
