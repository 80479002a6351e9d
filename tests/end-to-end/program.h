// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>

namespace DigitSum::Testing {

/// The path of the built program \a name.
inline QString built(const char *name)
{
    return qEnvironmentVariable("DIGITSUM_BIN") + QLatin1Char('/') + QString::fromLatin1(name);
}

/// A running program and its output so far. The destructor kills the program.
class Program final : public QProcess
{
public:
    explicit Program(const QString &program, const QStringList &arguments = {})
    {
        setProgram(program);
        setArguments(arguments);
        connect(this, &QProcess::readyReadStandardOutput, this,
                [this] { m_out += readAllStandardOutput(); });
        connect(this, &QProcess::readyReadStandardError, this,
                [this] { m_err += readAllStandardError(); });
        connect(this, &QProcess::finished, this, [this] { m_hasEnded = true; });
    }
    ~Program() override
    {
        kill();
        waitForFinished();
    }

    /// Starts the program, writes \a input to its standard input and closes that.
    void run(const QByteArray &input = {})
    {
        start();
        write(input);
        closeWriteChannel();
    }

    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }
    /// The exit code, or the negative signal number if a signal ended the program.
    [[nodiscard]] int status() const
    {
        return exitStatus() == QProcess::NormalExit ? exitCode() : -exitCode();
    }
    [[nodiscard]] const QByteArray &out() const { return m_out; }
    [[nodiscard]] const QByteArray &err() const { return m_err; }

private:
    QByteArray m_out;
    QByteArray m_err;
    bool m_hasEnded = false;
};

} // namespace DigitSum::Testing
