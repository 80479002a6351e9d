// SPDX-License-Identifier: MIT
#include "common/widgets/savefile.h"

#include <QSaveFile>

namespace DigitSum {

QString commit(QSaveFile &file)
{
    if (file.error() != QFileDevice::NoError || !file.flush()) {
        QString reason = writeError(file);
        file.cancelWriting(); // commit() keeps the old file
        file.commit();
        return reason;
    }
    return file.commit() ? QString() : file.errorString();
}

QString writeError(QFileDevice &file)
{
    file.flush(); // tries the rest of the block
    return file.errorString();
}

} // namespace DigitSum
