// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/statechip.h"
#include "server/console/clients/clientmodel.h"
#include "server/console/consolewindow.h"
#include "server/service/service.h"
#include "tests/server/console/testclient.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QLoggingCategory>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

#include <memory>

/// A real window with a real service, created by each test's call of open(), with test settings.
class ConsoleFixture : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConsoleFixture)

protected:
    using ClientModel = DigitSum::ClientModel;
    using Service = DigitSum::Service;

    ConsoleFixture()
    {
        QStandardPaths::setTestModeEnabled(true);
        QApplication::setOrganizationName(QStringLiteral("DigitSumTest"));
        QApplication::setQuitOnLastWindowClosed(false);
        QLoggingCategory::setFilterRules(QStringLiteral("digitsum.*.info=false"));
    }

    [[nodiscard]] static DigitSum::ServiceOptions quickOptions()
    {
        DigitSum::ServiceOptions options;
        options.threads = 2;
        options.bindRetries = 0;
        return options;
    }

    /// Model testers are slow, so measurements use Untested.
    enum class Models : quint8 { Tested, Untested };

    void open(const DigitSum::ServiceOptions &options = quickOptions(),
              Models models = Models::Tested, const DigitSum::SettingsStore &settings = {})
    {
        close();
        m_service = std::make_unique<Service>();
        m_window =
            std::make_unique<DigitSum::ConsoleWindow>(*m_service, m_language, options, settings);
        for (const char *table : {"clients", "events"}) {
            if (models == Models::Untested)
                break;
            new QAbstractItemModelTester(find<QTableView>(table)->model(),
                                         QAbstractItemModelTester::FailureReportingMode::Fatal,
                                         m_window.get());
        }
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void close()
    {
        m_window.reset();
        m_service.reset();
    }

    template <typename Widget>
    Widget *find(const char *name) const
    {
        auto *widget = m_window->findChild<Widget *>(QString::fromLatin1(name));
        if (!widget)
            qFatal("there is no %s", name);
        return widget;
    }

    void click(const char *button) const
    {
        auto *widget = find<QAbstractButton>(button);
        QVERIFY2(widget->isVisible() && widget->isEnabled(), button);
        QTest::mouseClick(widget, Qt::LeftButton);
    }

    void trigger(const char *action) const
    {
        QVERIFY2(find<QAction>(action)->isEnabled(), action);
        find<QAction>(action)->trigger();
    }

    [[nodiscard]] QString state() const
    {
        return find<DigitSum::StateChip>("serviceState")->word();
    }

    void start()
    {
        find<QSpinBox>("listenPort")->setValue(0);
        click("startStop");
        QTRY_COMPARE(state(), QStringLiteral("Listening"));
    }

    [[nodiscard]] quint16 port() const { return m_service->endpoints().constFirst().port; }
    [[nodiscard]] QAbstractItemModel *clients() const
    {
        return find<QTableView>("clients")->model();
    }

    /// Returns the first line that a new client receives, empty after a timeout.
    [[nodiscard]] QByteArray firstWords() const
    {
        const TestClient client(port());
        return QTest::qWaitFor([&client] { return client.isGreeted(); }) ? client.received()
                                                                         : QByteArray();
    }

    /// Returns a client that has received the greeting and is in the table.
    [[nodiscard]] std::unique_ptr<TestClient> connectClient() const
    {
        auto client = std::make_unique<TestClient>(port());
        const auto isListed = [&] {
            const QModelIndex first = clients()->index(0, ClientModel::PortColumn);
            return !clients()
                        ->match(first, Qt::DisplayRole, QString::number(client->localPort()))
                        .isEmpty();
        };
        // Not QTRY_VERIFY, which returns without a value.
        if (!QTest::qWaitFor([&] { return client->isGreeted() && isListed(); }))
            qFatal("the client did not appear");
        return client;
    }

    [[nodiscard]] QString cell(int row, int column) const
    {
        return clients()->index(row, column).data().toString();
    }

    [[nodiscard]] QString events() const
    {
        QString text;
        const auto *model = find<QTableView>("events")->model();
        for (int row = 0; row < model->rowCount(); ++row)
            text +=
                model->index(row, DigitSum::EventLogModel::TextColumn).data().toString() + u'\n';
        return text;
    }

    DigitSum::Language m_language;
    std::unique_ptr<Service> m_service;
    std::unique_ptr<DigitSum::ConsoleWindow> m_window;
};
