// SPDX-License-Identifier: MIT
#include "tests/fuzz/parserchecks.h"

#include <cstdio>
#include <cstdlib>

namespace {

void require(const QString &problem)
{
    if (problem.isEmpty())
        return;
    std::fprintf(stderr, "%s\n", qPrintable(problem));
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    require(DigitSum::Checks::requestParser(bytes));
    require(DigitSum::Checks::kernels(bytes));
    return 0;
}
