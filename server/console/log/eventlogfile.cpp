// SPDX-License-Identifier: MIT
#include "server/console/log/eventlogfile.h"

#include "common/widgets/savefile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace DigitSum {

using namespace std::chrono_literals;

namespace {

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
    return commit(file);
}

EventLogFile::EventLogFile(EventLogModel &log, QObject *parent, qint64 limit)
    : QObject(parent)
    , m_limit(limit)
{
    connect(&log, &EventLogModel::appended, this, &EventLogFile::append);
}

EventLogFile::~EventLogFile()
{
    if (m_writer)
        m_writer->flush(1s);
}

QString EventLogFile::setPath(const QString &path)
{
    m_path = path;
    m_writer.reset();
    return path.isEmpty() ? QString() : open();
}

QString EventLogFile::open()
{
    const quint64 number = ++m_lastFile;
    auto opened = LineWriter::appendTo(m_path, [this, number](const QString &reason) {
        QMetaObject::invokeMethod(this, [this, number, reason] {
            if (number == m_lastFile)
                giveUp(reason);
        });
    });
    if (auto *reason = std::get_if<QString>(&opened)) {
        m_path.clear();
        return *reason;
    }
    m_writer = std::get<0>(std::move(opened));
    m_size = QFileInfo(m_path).size();
    return {};
}

void EventLogFile::giveUp(const QString &error)
{
    setPath({});
    Q_EMIT failed(error);
}

void EventLogFile::append(const QList<LogEntry> &entries)
{
    if (!m_writer)
        return;
    for (const LogEntry &entry : entries) {
        const QByteArray line = EventLogModel::plainLine(entry).toUtf8();
        m_writer->write(line);
        m_size += line.size() + 1;
    }
    if (m_size > m_limit && QFileInfo(m_path).isFile()) // not a pipe
        rotate();
}

void EventLogFile::rotate()
{
    const QString path = m_path;
    const auto older = [&path](int age) { return QString(path + u'.' + QString::number(age)); };
    QFile::remove(older(filesKept));
    for (int age = filesKept; age > 1; --age)
        QFile::rename(older(age - 1), older(age));
    QFile::rename(path, older(1));
    if (const QString error = setPath(path); !error.isEmpty())
        Q_EMIT failed(error);
}

} // namespace DigitSum
