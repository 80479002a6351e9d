// SPDX-License-Identifier: MIT
#include "gui-client/history/historykeeper.h"

#include "gui-client/history/historyfile.h"
#include "gui-client/history/historymodel.h"

#include <QStandardPaths>

namespace DigitSum::Gui {

/// The file is rewritten when it has more than this many records per row of the history.
constexpr qint64 maxRecordsPerRow = 4;
/// A file with up to this many records is not rewritten.
constexpr qint64 fewRecords = 10'000;

QString HistoryKeeper::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
           + QStringLiteral("/history.log");
}

HistoryKeeper::HistoryKeeper(HistoryModel &history, const QString &path, QObject *parent)
    : QObject(parent)
    , m_history(history)
    , m_file(std::make_unique<HistoryFile>(path))
{
}

HistoryKeeper::~HistoryKeeper()
{
    if (!m_worker)
        return;
    m_worker->deleteLater(); // after all posted work; its destruction ends the thread
    m_thread.wait();
}

QString HistoryKeeper::start()
{
    if (!m_file->open())
        return m_file->errorString();
    const bool isModelEmpty = m_history.rowCount() == 0;
    const HistoryFile::Loaded loaded = m_file->load(m_history.limits().rows);
    m_recordsWritten = m_file->records();
    if (isModelEmpty)
        m_history.append(loaded.entries);

    m_worker = new QObject;
    m_worker->moveToThread(&m_thread);
    connect(m_worker, &QObject::destroyed, &m_thread, &QThread::quit, Qt::DirectConnection);
    m_thread.setObjectName(QStringLiteral("history"));
    m_thread.start();

    connect(&m_history, &HistoryModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { onInserted(first, last); });
    connect(&m_history, &HistoryModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                if (roles.isEmpty()) // otherwise only translated texts changed
                    onChanged(first.row(), last.row());
            });
    connect(&m_history, &HistoryModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { onAboutToRemove(first, last); });
    connect(&m_history, &HistoryModel::modelReset, this, &HistoryKeeper::rewrite);
    if (!isModelEmpty || loaded.damagedBytes > 0)
        rewrite();
    return {};
}

void HistoryKeeper::forget()
{
    if (m_isForgotten || !m_worker)
        return;
    post([](HistoryFile &file) { return file.rewrite({}); });
    m_isForgotten = true;
}

void HistoryKeeper::onInserted(int first, int last)
{
    onChanged(first, last);
    const qint64 bound = std::max(fewRecords, maxRecordsPerRow * m_history.rowCount());
    if (m_recordsWritten > bound)
        rewrite();
}

void HistoryKeeper::onChanged(int first, int last)
{
    QList<HistoryEntry> done;
    for (int row = first; row <= last; ++row) {
        if (m_history.at(row).exchange.outcome != Exchange::Outcome::Waiting)
            done.append(m_history.at(row));
    }
    if (done.isEmpty())
        return;
    m_recordsWritten += done.size();
    post([done](HistoryFile &file) { return file.append(done); });
}

void HistoryKeeper::onAboutToRemove(int first, int last)
{
    const quint64 from = m_history.at(first).number;
    const quint64 to = m_history.at(last).number;
    ++m_recordsWritten;
    post([from, to](HistoryFile &file) { return file.remove(from, to); });
}

void HistoryKeeper::rewrite()
{
    QList<HistoryEntry> all;
    all.reserve(m_history.rowCount());
    for (int row = 0; row < m_history.rowCount(); ++row) {
        if (m_history.at(row).exchange.outcome != Exchange::Outcome::Waiting)
            all.append(m_history.at(row));
    }
    m_recordsWritten = all.size();
    post([all](HistoryFile &file) { return file.rewrite(all); });
}

void HistoryKeeper::post(std::function<bool(HistoryFile &)> work)
{
    if (m_isForgotten)
        return;
    const auto run = [this, work = std::move(work)] {
        if (work(*m_file))
            return;
        const QString error = m_file->errorString();
        QMetaObject::invokeMethod(this, [this, error] {
            if (!std::exchange(m_hasFailed, true))
                Q_EMIT failed(error);
        });
    };
    QMetaObject::invokeMethod(m_worker, run, Qt::QueuedConnection);
}

} // namespace DigitSum::Gui
