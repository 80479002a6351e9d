// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace DigitSum::Testing {

/// A file that tests/support/tlscertificates.sh has made.
[[nodiscard]] inline QString tlsFile(const QString &name)
{
    return qEnvironmentVariable("DIGITSUM_TEST_TLS") + u'/' + name;
}

} // namespace DigitSum::Testing
