// SPDX-License-Identifier: MIT
#include "common/session/sendqueue.h"

namespace DigitSum {

qint64 unacknowledgedBytes(qintptr)
{
    return 0;
}

} // namespace DigitSum
