// SPDX-License-Identifier: MIT
#include "common/widgets/messagebar.h"
#include "gui-client/bulk/bulkpanel.h"
#include "gui-client/connection/serversdialog.h"
#include "tests/gui-client/windowtest.h"
#include "tests/support/markupaudit.h"

#include <QAction>
#include <QTableView>

#include <array>

using namespace DigitSum;
using namespace DigitSum::Gui;
using State = Session::State;

/// Texts from outside, wherever the window shows them: from the server, a file's name, the
/// settings.
class TestMainWindowTexts : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { freshWindow(); }
    void cleanup() { closeAll(); }

    void markupIsNeverInterpreted_data() { places(); }
    void markupIsNeverInterpreted();
    void longWordsNeverWidenTheWindow_data() { places(); }
    void longWordsNeverWidenTheWindow();
    void longMessageIsBounded();

private:
    /// Makes the window show \a text and returns the window or dialog that shows it.
    using Show = QWidget *(TestMainWindowTexts::*)(const QString &text);
    static void places();

    QWidget *refusedRequest(const QString &text);
    QWidget *newestOfTheDetails(const QString &text);
    QWidget *otherProgram(const QString &text);
    QWidget *hostOfTheWindow(const QString &text);
    QWidget *fileOffered(const QString &text);
    QWidget *fileSent(const QString &text);
    QWidget *fileUnreadable(const QString &text);
    QWidget *rememberedServer(const QString &text);
    QWidget *authorityFile(const QString &text);

    QString fileNamed(QString text)
    {
        QString path = m_folder->filePath(text.replace(u'/', u'_').left(120));
        QFile digits(path);
        if (!digits.open(QIODevice::WriteOnly) || digits.write("12\n34\n") != 6)
            qFatal("no file to test with");
        return path;
    }
};

void TestMainWindowTexts::places()
{
    QTest::addColumn<Show>("show");
    const auto row = [](const char *name, Show show) { QTest::newRow(name) << show; };
    row("refused request", &TestMainWindowTexts::refusedRequest);
    row("details of a request", &TestMainWindowTexts::newestOfTheDetails);
    row("greeting of another program", &TestMainWindowTexts::otherProgram);
    row("host", &TestMainWindowTexts::hostOfTheWindow);
    row("file offered", &TestMainWindowTexts::fileOffered);
    row("file sent", &TestMainWindowTexts::fileSent);
    row("file that cannot be read", &TestMainWindowTexts::fileUnreadable);
    row("remembered server", &TestMainWindowTexts::rememberedServer);
    row("authority file", &TestMainWindowTexts::authorityFile);
}

QWidget *TestMainWindowTexts::refusedRequest(const QString &text)
{
    connectWindow();
    find<QLineEdit>("digitField")->setText(text);
    QTest::keyClick(find<QLineEdit>("digitField"), Qt::Key_Return);
    [this] { QTRY_VERIFY(find<QLineEdit>("resultField")->text().contains(u"is not a string")); }();
    return m_window;
}

QWidget *TestMainWindowTexts::newestOfTheDetails(const QString &text)
{
    QWidget *window = refusedRequest(text);
    find<QTableView>("historyView")->selectRow(0);
    return window;
}

QWidget *TestMainWindowTexts::otherProgram(const QString &text)
{
    m_server->setGreeting(text.toUtf8() + "\r\n");
    enterServer(m_server->port());
    click("connectButton");
    [this] { QTRY_COMPARE(state(), State::Lost); }();
    return m_window;
}

QWidget *TestMainWindowTexts::hostOfTheWindow(const QString &text)
{
    find<QLineEdit>("hostEdit")->setText(text);
    click("connectButton");
    [this] { QTRY_VERIFY(state() == State::Lost || state() == State::Disconnected); }();
    return m_window;
}

QWidget *TestMainWindowTexts::fileOffered(const QString &text)
{
    connectWindow();
    find<BulkPanel>("bulkPanel")->offerFile(fileNamed(text));
    return m_window;
}

QWidget *TestMainWindowTexts::fileSent(const QString &text)
{
    fileOffered(text);
    click("fileSend");
    [this] { QTRY_VERIFY(find<QPushButton>("sendButton")->isEnabled()); }();
    return m_window;
}

QWidget *TestMainWindowTexts::fileUnreadable(const QString &text)
{
    fileOffered(text);
    QFile::remove(fileNamed(text));
    click("fileSend");
    return m_window;
}

QWidget *TestMainWindowTexts::rememberedServer(const QString &text)
{
    m_app->context().setServers({{text, {{QStringLiteral("127.0.0.1"), 9990}, {}}}});
    find<QAction>("manageServers")->trigger();
    return find<ServersDialog>("serversDialog");
}

QWidget *TestMainWindowTexts::authorityFile(const QString &text)
{
    m_window->setServer({{QStringLiteral("127.0.0.1"), m_server->port()},
                         {TlsOptions::Mode::Verified, fileNamed(text)}});
    click("connectButton");
    [this] { QTRY_COMPARE(state(), State::Lost); }();
    return m_window;
}

void TestMainWindowTexts::markupIsNeverInterpreted()
{
    QFETCH(const Show, show);
    QWidget *window = (this->*show)(MarkupAudit::hostileText);
    QCoreApplication::processEvents();
    const QStringList gaps =
        MarkupAudit::interpretedTexts(*m_window) + MarkupAudit::interpretedTexts(*window);
    QVERIFY2(gaps.isEmpty(), qPrintable(gaps.join(u'\n')));
    QVERIFY(!MarkupAudit::textsWith(*window, QStringLiteral("<img src=")).isEmpty());
}

void TestMainWindowTexts::longWordsNeverWidenTheWindow()
{
    QFETCH(const Show, show);
    QWidget *window = (this->*show)(QStringLiteral("1x"));
    const int least = MarkupAudit::settledMinimum(*window);
    const int width = window->width();
    closeAll();
    freshWindow();
    window = (this->*show)(QString(300, u'W'));
    QCOMPARE_LE(MarkupAudit::settledMinimum(*window), least);
    QCOMPARE(window->width(), width);
    QCOMPARE(MarkupAudit::wideToolTips(*window), QStringList());
}

/// Not even a path of 4,096 characters fills the window.
void TestMainWindowTexts::longMessageIsBounded()
{
    auto *bar = find<MessageBar>("messageBar");
    const int before = m_window->height();
    const QString path(4096, u'W');
    bar->showMessage(this, SemanticColor::Bad, path, path);
    QCoreApplication::processEvents();
    QCOMPARE(m_window->height(), before);
    QVERIFY2(bar->height() < before / 2, qPrintable(QString::number(bar->height())));
    QCOMPARE(bar->title(), path);
    QCOMPARE(MarkupAudit::wideToolTips(*m_window), QStringList());
}

QTEST_MAIN(TestMainWindowTexts)
#include "tst_mainwindowtexts.moc"
