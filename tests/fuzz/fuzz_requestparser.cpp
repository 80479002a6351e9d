// SPDX-License-Identifier: MIT
#include "tests/fuzz/parserchecks.h"
#include "tests/fuzz/require.h"

using namespace DigitSum;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    Checks::require(Checks::requestParser(bytes));
    Checks::require(Checks::kernels(bytes));
    return 0;
}
