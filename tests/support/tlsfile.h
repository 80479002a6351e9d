// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace DigitSum::Testing {

/// The path of a file that tests/support/tlscertificates.sh makes.
[[nodiscard]] inline QString tlsFile(const QString &name)
{
    return qEnvironmentVariable("DIGITSUM_TEST_TLS") + u'/' + name;
}

} // namespace DigitSum::Testing
