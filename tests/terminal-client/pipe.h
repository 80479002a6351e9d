// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <cerrno>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace DigitSum::Testing {

/// A pipe between the test and a standard stream. The program's end is blocking, as in a shell; the
/// test's end is not.
class Pipe final
{
public:
    enum class TestsEnd { Reading, Writing };

    explicit Pipe(TestsEnd end)
        : m_isReading(end == TestsEnd::Reading)
    {
        int ends[2]{-1, -1};
        if (::pipe2(ends, O_CLOEXEC) != 0)
            qFatal("no pipe");
        m_tests = m_isReading ? ends[0] : ends[1];
        m_programs = m_isReading ? ends[1] : ends[0];
        ::fcntl(m_tests, F_SETFL, O_NONBLOCK);
    }
    ~Pipe()
    {
        close();
        ::close(m_programs);
    }
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;

    [[nodiscard]] int programsEnd() const { return m_programs; }

    /// Closes the test's end.
    void close()
    {
        if (m_tests >= 0)
            ::close(std::exchange(m_tests, -1));
    }

    /// Writes as much of \a bytes as fits and removes it from them.
    void write(QByteArray &bytes)
    {
        const auto written = ::write(m_tests, bytes.constData(), static_cast<size_t>(bytes.size()));
        if (written > 0)
            bytes.remove(0, written);
    }

    /// Reads at most \a most bytes.
    QByteArray read(qsizetype most = 1024 * 1024)
    {
        QByteArray bytes(most, Qt::Uninitialized);
        const auto size = ::read(m_tests, bytes.data(), static_cast<size_t>(most));
        bytes.resize(size > 0 ? size : 0);
        return bytes;
    }

    /// Returns the number of unread bytes in the pipe.
    [[nodiscard]] int bytesInside() const
    {
        int bytes = 0;
        ::ioctl(m_isReading ? m_tests : m_programs, FIONREAD, &bytes);
        return bytes;
    }

private:
    const bool m_isReading;
    int m_tests = -1;
    int m_programs = -1;
};

} // namespace DigitSum::Testing
