// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>

namespace DigitSum::Testing {

/// The path of one of the programs that are tested.
inline QString built(const char *name)
{
    return qEnvironmentVariable("DIGITSUM_BIN") + QLatin1Char('/') + QString::fromLatin1(name);
}

/// A running program and what it has printed so far. It is killed, at the latest, with the object.
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

    /// Starts it; \a input is all that it reads.
    void run(const QByteArray &input = {})
    {
        start();
        write(input);
        closeWriteChannel();
    }

    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }
    /// Its exit code, or minus the signal that ended it.
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
