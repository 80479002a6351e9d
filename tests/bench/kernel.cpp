// SPDX-License-Identifier: MIT
// Compares the digit-sum kernel with memchr() and a scalar loop on the same data. The three take
// turns in each round. The figures are medians of the rounds, the ratios medians of the rounds'
// ratios.
#include "common/protocol/digitsum.h"
#include "common/protocol/digitsum_kernels.h"
#include "tests/bench/load/clock.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <vector>

using namespace DigitSum;
using namespace DigitSum::Bench;

namespace {

constexpr int rounds = 17;
constexpr qsizetype cacheLine = 64;
constexpr qsizetype bytesPerRound = 128 << 20; // read by each of the three per round

struct Place
{
    const char *name;
    qsizetype size;
};

/// Data sizes that fit easily into the named cache. The last one exceeds all caches.
constexpr std::array<Place, 3> places{{
    {"L1", 16 << 10},
    {"L2", 256 << 10},
    {"DRAM", 256 << 20},
}};

/// Speeds in GB/s, one per round.
struct Speeds
{
    std::vector<double> kernel;
    std::vector<double> memchr;
    std::vector<double> scalar;
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double medianRatio(const std::vector<double> &some, const std::vector<double> &others)
{
    std::vector<double> ratios;
    for (std::size_t i = 0; i < some.size(); ++i)
        ratios.push_back(some[i] / others[i]);
    return median(ratios);
}

/// Runs \a work repeatedly on \a data. Its result must depend on all of the data.
template <typename Work>
double speedOf(QByteArrayView data, const Work &work)
{
    const qsizetype times = std::max<qsizetype>(1, bytesPerRound / data.size());
    const Nanoseconds start = now();
    for (qsizetype i = 0; i < times; ++i) {
        const auto result = work(data);
        asm volatile("" : : "r"(&result) : "memory"); // keeps the compiler from removing the call
    }
    return static_cast<double>(times * data.size()) / static_cast<double>(now() - start);
}

quint64 byKernel(QByteArrayView data)
{
    return sumLeadingDigits(data).sum;
}

const void *byMemchr(QByteArrayView data)
{
    return std::memchr(data.data(), '\n', static_cast<std::size_t>(data.size()));
}

quint64 byScalar(QByteArrayView data)
{
    return Kernels::scalar(data.data(), data.size()).sum;
}

/// Each round starts at another offset within a cache line, as requests do.
Speeds measure(QByteArrayView all)
{
    Speeds speeds;
    for (int round = 0; round < rounds; ++round) {
        const QByteArrayView data =
            all.sliced(round * 13 % cacheLine).first(all.size() - 2 * cacheLine);
        speeds.kernel.push_back(speedOf(data, byKernel));
        speeds.memchr.push_back(speedOf(data, byMemchr));
        speeds.scalar.push_back(speedOf(data, byScalar));
    }
    return speeds;
}

void print(const Place &place, const Speeds &speeds, const char *separator)
{
    std::printf("\"%s\": {\"bytes\": %lld, \"kernel_gb\": %.3f, \"memchr_gb\": %.3f, "
                "\"scalar_gb\": %.3f, \"to_memchr\": %.4f, \"to_scalar\": %.4f}%s",
                place.name, qint64{place.size}, median(speeds.kernel), median(speeds.memchr),
                median(speeds.scalar), medianRatio(speeds.kernel, speeds.memchr),
                medianRatio(speeds.kernel, speeds.scalar), separator);
}

} // namespace

/// Prints one JSON object.
int main()
{
    std::printf("{\"kernel\": \"%s\", ", digitSumKernelName().data());
    for (const Place &place : places) {
        QByteArray data(place.size + 2 * cacheLine, Qt::Uninitialized);
        for (qsizetype i = 0; i < data.size(); ++i)
            data[i] = static_cast<char>('0' + i * i % 10);
        if (byKernel(data) != byScalar(data)) {
            std::fprintf(stderr, "digitsum_kernel: the sums differ\n");
            return 1;
        }
        print(place, measure(data), &place == &places.back() ? "}\n" : ", ");
    }
    return 0;
}
