// SPDX-License-Identifier: MIT
#include "tests/screenshots/scene.h"

#include "common/protocol/digitsum.h"
#include "common/widgets/presentationmode.h"
#include "common/widgets/theme.h"
#include "gui-client/application.h"
#include "gui-client/bulk/bulkpanel.h"
#include "gui-client/externalinput.h"
#include "gui-client/history/historymodel.h"
#include "gui-client/mainwindow.h"
#include "gui-client/viewactions.h"
#include "tests/gui-client/fakeserver.h"

#include <QAction>
#include <QApplication>
#include <QDateTime>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryFile>

#include <array>
#include <unistd.h>

using namespace DigitSum;
using namespace DigitSum::Gui;

namespace {

/// A client window with default settings, and a server for it.
struct Stage
{
    Stage()
    {
        QSettings().clear();
        QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
        app = std::make_unique<Application>();
        window = app->openWindow();
        window->setServer({{QStringLiteral("127.0.0.1"), server.port()}, {}});
    }
    ~Stage()
    {
        app.reset();
        applyTheme(Theme::System);
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }
    Q_DISABLE_COPY_MOVE(Stage)

    template <typename Widget>
    Widget *find(const char *name)
    {
        return window->findChild<Widget *>(QString::fromLatin1(name));
    }
    void type(const QString &text) { find<QLineEdit>("digitField")->setText(text); }
    Conversation &conversation() { return window->conversation(); }

    /// Connects. hasAnswers() then sends the requests, each after the reply to the previous one.
    void ask(const QByteArrayList &requests)
    {
        window->connectToServer();
        toAsk = requests;
    }
    bool hasAnswers()
    {
        const Session &session = conversation().session();
        if (session.state() != Session::State::Connected || session.waiting() > 0)
            return false;
        if (!toAsk.isEmpty())
            conversation().ask(toAsk.takeFirst());
        return toAsk.isEmpty() && session.waiting() == 0 && conversation().isUpToDate();
    }

    FakeServer server;
    std::unique_ptr<Application> app;
    MainWindow *window = nullptr;
    QTemporaryFile file;
    QByteArrayList toAsk;
};

Scene::Setting setting(const std::shared_ptr<Stage> &stage, std::function<bool()> isReady)
{
    return {stage->window, std::move(isReady), stage};
}

const QByteArrayList lesson{"12345",
                            "99",
                            "\xe0\xa7\xa7\xe0\xa7\xa8\xe0\xa7\xa9",
                            "12a45",
                            "0",
                            QByteArray("31415926535897932384626433832795").repeated(20),
                            "\xd9\xa3\xd9\xa4",
                            "007"};

Scene::Setting empty()
{
    const auto stage = std::make_shared<Stage>();
    stage->window->setServer({{QStringLiteral("127.0.0.1"), Words::defaultPort}, {}});
    return setting(stage, [] { return true; });
}

Scene::Setting lessonOn(const std::shared_ptr<Stage> &stage)
{
    stage->ask(lesson);
    stage->type(QStringLiteral("2468"));
    return setting(stage, [stage] { return stage->hasAnswers(); });
}

Scene::Setting connected()
{
    return lessonOn(std::make_shared<Stage>());
}

Scene::Setting refused()
{
    const auto stage = std::make_shared<Stage>();
    stage->ask({"12345", "12a45"});
    stage->type(QStringLiteral("12a45"));
    return setting(stage, [stage] {
        stage->find<QTableView>("historyView")->selectRow(0);
        return stage->hasAnswers();
    });
}

Scene::Setting connectionRefused()
{
    const auto stage = std::make_shared<Stage>();
    stage->server.stopListening();
    stage->window->connectToServer();
    stage->type(QStringLiteral("12345"));
    return setting(
        stage, [stage] { return stage->conversation().session().state() == Session::State::Lost; });
}

Scene::Setting pasted()
{
    const auto stage = std::make_shared<Stage>();
    stage->ask({"12345"});
    return setting(stage, [stage] {
        if (!stage->hasAnswers())
            return false;
        stage->window->externalInput().takeText(QStringLiteral("12\n34\n56\n"));
        return true;
    });
}

Scene::Setting fileInProgress()
{
    const auto stage = std::make_shared<Stage>();
    if (stage->file.open())
        stage->file.write(QByteArray("1234567890\n").repeated(2'000'000));
    stage->file.flush();
    stage->ask({});
    const auto isHalfSent = [stage] {
        const auto state = stage->conversation().session().state();
        auto *send = stage->find<QPushButton>("fileSend");
        if (state == Session::State::Connected && !send->isVisible()
            && !stage->find<QPushButton>("fileCancel")->isVisible()) {
            stage->window->findChild<BulkPanel *>()->offerFile(stage->file.fileName());
            send->click();
        }
        return stage->conversation().history().lastNumber() > 400'000;
    };
    return setting(stage, isHalfSent);
}

Scene::Setting tenThousandRows()
{
    const auto stage = std::make_shared<Stage>();
    QList<HistoryEntry> entries;
    for (int i = 1; i <= 9'995; ++i) {
        HistoryEntry entry;
        Exchange &exchange = entry.exchange;
        entry.number = i;
        exchange.request = QByteArray::number(qint64(i) * 7'919 * 104'729);
        exchange.requestBytes = exchange.request.size();
        exchange.outcome = i % 37 == 0 ? Exchange::Outcome::Lost : Exchange::Outcome::Sum;
        exchange.sum = sumLeadingDigits(exchange.request).sum;
        exchange.askedAt = QDateTime::currentMSecsSinceEpoch() - (9'995 - i) * 7'003;
        exchange.roundTripTime = std::chrono::microseconds(80 + (i * 7'919) % 113);
        entry.digits = exchange.request.size();
        entries.append(entry);
    }
    stage->conversation().history().append(entries);
    return lessonOn(stage);
}

Scene::Setting dark()
{
    const auto stage = std::make_shared<Stage>();
    applyTheme(Theme::Dark);
    return lessonOn(stage);
}

/// Disabled controls are the hard part of a dark theme.
Scene::Setting darkAndDisconnected()
{
    Scene::Setting scene = connectionRefused();
    applyTheme(Theme::Dark);
    return scene;
}

/// Everything that comes from outside, in one window.
Scene::Setting longTexts()
{
    const auto stage = std::make_shared<Stage>();
    const QString folder = QDir::tempPath() + QStringLiteral("/digitsum-scene-%1").arg(getpid());
    const QString path = folder + u'/' + QStringLiteral("a-very-long-name").repeated(15);
    QDir().mkpath(folder);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write("12\n") != 3)
        return {stage->window, [] { return false; }, stage};
    stage->app->context().setServers({{QStringLiteral("The laboratory's server ").repeated(8),
                                       {{QStringLiteral("laboratory.").repeated(20), 9990}, {}}}});
    stage->ask({QByteArray("9876543210").repeated(400), QByteArray("not a digit ").repeated(60)});
    return {stage->window,
            [stage, path] {
                if (!stage->hasAnswers())
                    return false;
                stage->find<QTableView>("historyView")->selectRow(0);
                stage->window->findChild<BulkPanel *>()->offerFile(path);
                stage->type(QStringLiteral("1234567890").repeated(50));
                return true;
            },
            std::shared_ptr<void>(nullptr,
                                  [stage, folder](void *) { QDir(folder).removeRecursively(); })};
}

Scene::Setting presentation()
{
    const auto stage = std::make_shared<Stage>();
    applyTheme(Theme::Light);
    Scene::Setting made = lessonOn(stage);
    stage->window->viewActions().presentation().setActive(true);
    stage->window->resize(1280, 800);
    return made;
}

Scene::Setting rightToLeft()
{
    const auto stage = std::make_shared<Stage>();
    QApplication::setLayoutDirection(Qt::RightToLeft);
    return lessonOn(stage);
}

Scene::Setting german()
{
    const auto stage = std::make_shared<Stage>();
    stage->app->context().language().setCode(QStringLiteral("de"));
    return lessonOn(stage);
}

Scene::Setting rememberedServers()
{
    const auto stage = std::make_shared<Stage>();
    using Mode = TlsOptions::Mode;
    stage->app->context().setServers({
        {QStringLiteral("This computer"), {{QStringLiteral("127.0.0.1"), 9990}, {}}},
        {QStringLiteral("Lab"), {{QStringLiteral("lab.example"), 9990}, {Mode::Verified, {}}}},
        {QStringLiteral("Pi"), {{QStringLiteral("192.168.1.20"), 9991}, {Mode::Unverified, {}}}},
    });
    stage->find<QAction>("manageServers")->trigger();
    return {stage->find<QDialog>("serversDialog"), [] { return true; }, stage};
}

Scene::Setting largeText()
{
    const auto stage = std::make_shared<Stage>();
    stage->app->context().zoom().setPercent(200);
    Scene::Setting made = lessonOn(stage);
    return {made.window, made.isReady, std::shared_ptr<void>(nullptr, [stage](void *) {
                stage->app->context().zoom().reset();
            })};
}

} // namespace

std::span<const Scene> clientScenes()
{
    using namespace Qt::Literals::StringLiterals;
    static const std::array scenes{
        Scene{"client-empty"_L1, empty},
        Scene{"client-connected"_L1, connected},
        Scene{"client-refused-reply"_L1, refused},
        Scene{"client-connection-refused"_L1, connectionRefused},
        Scene{"client-pasted-lines"_L1, pasted},
        Scene{"client-file-in-progress"_L1, fileInProgress},
        Scene{"client-10000-rows"_L1, tenThousandRows},
        Scene{"client-dark"_L1, dark},
        Scene{"client-dark-disconnected"_L1, darkAndDisconnected},
        Scene{"client-long-texts"_L1, longTexts},
        Scene{"client-presentation"_L1, presentation},
        Scene{"client-right-to-left"_L1, rightToLeft},
        Scene{"client-german"_L1, german},
        Scene{"client-remembered-servers"_L1, rememberedServers},
        Scene{"client-large-text"_L1, largeText},
    };
    return scenes;
}
