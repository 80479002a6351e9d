// SPDX-License-Identifier: MIT
#include "common/session/sendqueue.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>

namespace DigitSum {

qint64 unacknowledgedBytes(qintptr descriptor)
{
    int bytes = 0;
    return ::ioctl(static_cast<int>(descriptor), SIOCOUTQ, &bytes) == 0 ? bytes : 0;
}

} // namespace DigitSum
