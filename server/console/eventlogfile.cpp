// SPDX-License-Identifier: MIT
#include "server/console/eventlogfile.h"

#include "server/console/eventlogmodel.h"

#include <QSaveFile>

namespace DigitSum {

QString saveEventLog(const EventLogModel &log, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Text))
        return file.errorString();
    for (int row = 0; row < log.rowCount(); ++row)
        file.write(EventLogModel::plainLine(log.entry(row)).toUtf8() + '\n');
    return file.commit() ? QString() : file.errorString();
}

} // namespace DigitSum
