// SPDX-License-Identifier: MIT
#include "tests/screenshots/scene.h"

#include "common/widgets/language.h"
#include "common/widgets/theme.h"
#include "common/widgets/zoom.h"
#include "server/console/consolewindow.h"
#include "server/service/service.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QSettings>
#include <QTableView>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <array>

using namespace DigitSum;

namespace {

/// A server window with default settings, and clients that connect to it.
struct Stage
{
    explicit Stage(Theme theme = Theme::Light, int places = 0, int bindRetries = 0)
    {
        QSettings().clear();
        QLoggingCategory::setFilterRules(QStringLiteral("digitsum.*.info=false"));
        options.bindRetries = bindRetries;
        if (places > 0)
            options.maxClients = places;
        window = std::make_unique<ConsoleWindow>(service, language, options);
        applyTheme(theme);
        window->resize(1100, 760);
        window->show();
        QObject::connect(&clock, &QTimer::timeout, window.get(), [this] { askAll(); });
    }
    ~Stage()
    {
        clients.clear();
        window.reset();
        applyTheme(Theme::System);
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }
    Q_DISABLE_COPY_MOVE(Stage)

    template <typename Widget>
    Widget *find(const char *name)
    {
        return window->findChild<Widget *>(QString::fromLatin1(name));
    }

    void start(int size)
    {
        window->setListenPort(0);
        window->start();
        QObject::connect(&service, &Service::stateChanged, window.get(),
                         [this, size](Service::State state) {
                             if (state == Service::State::Listening)
                                 connectAll(size);
                         });
    }

    void connectAll(int size)
    {
        for (int i = 0; i < size; ++i) {
            clients.push_back(std::make_unique<QTcpSocket>());
            clients.back()->connectToHost(QHostAddress(QHostAddress::LocalHost),
                                          service.endpoints().constFirst().port);
        }
        clock.start(150);
        age.start();
    }

    /// Some clients send a request each time and others less often; some requests are invalid, some
    /// have Bengali digits.
    void askAll()
    {
        ++round;
        for (std::size_t i = std::size_t(round) % 3; i < clients.size(); i += 1 + i % 3) {
            const auto digits = QByteArray::number(quint64(round) * 7'654'321 + i * 77);
            clients[i]->write(i % 5 == 3   ? QByteArray("12a45\n")
                              : i % 5 == 4 ? QByteArray("\xe0\xa7\xa7\xe0\xa7\xa8\xe0\xa7\xa9\n")
                                           : QByteArray(digits + '\n'));
        }
    }

    bool hasLasted(qint64 milliseconds) { return age.isValid() && age.hasExpired(milliseconds); }

    Zoom zoom;
    Language language;
    Service service;
    ServiceOptions options;
    QTcpServer other;
    std::unique_ptr<ConsoleWindow> window;
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    QTimer clock;
    QElapsedTimer age;
    int round = 0;
};

Scene::Setting setting(const std::shared_ptr<Stage> &stage, std::function<bool()> isReady)
{
    return {stage->window.get(), std::move(isReady), stage};
}

Scene::Setting busy(const std::shared_ptr<Stage> &stage, int clients, qint64 lasting = 4000)
{
    stage->start(clients);
    return setting(stage, [stage = stage.get(), clients, lasting] {
        return stage->find<QTableView>("clients")->model()->rowCount() == clients
               && stage->hasLasted(lasting);
    });
}

Scene::Setting stopped()
{
    return setting(std::make_shared<Stage>(), [] { return true; });
}

Scene::Setting empty()
{
    return busy(std::make_shared<Stage>(), 0, 500);
}

Scene::Setting twelve()
{
    return busy(std::make_shared<Stage>(), 12);
}

Scene::Setting thousand()
{
    return busy(std::make_shared<Stage>(), 1000, 6000);
}

Scene::Setting bindFailure()
{
    auto stage = std::make_shared<Stage>();
    stage->other.listen(QHostAddress::LocalHost, 0);
    stage->window->setListenPort(stage->other.serverPort());
    stage->window->start();
    return setting(
        stage, [stage = stage.get()] { return stage->find<QWidget>("messageTitle")->isVisible(); });
}

Scene::Setting page(const std::shared_ptr<Stage> &stage)
{
    auto scene = busy(stage, 12);
    scene.isReady = [stage = stage.get(), isPeopled = scene.isReady] {
        auto *table = stage->find<QTableView>("clients");
        if (table->model()->rowCount() == 12 && table->selectionModel()->selection().isEmpty()) {
            table->selectRow(3);
            stage->find<QAbstractButton>("clientDetails")->click();
        }
        return isPeopled();
    };
    return scene;
}

Scene::Setting clientPage()
{
    return page(std::make_shared<Stage>());
}

Scene::Setting dark()
{
    return busy(std::make_shared<Stage>(Theme::Dark), 12);
}

Scene::Setting darkAndStopped()
{
    return setting(std::make_shared<Stage>(Theme::Dark), [] { return true; });
}

/// A client page with a long request, and a long message.
Scene::Setting longTexts()
{
    auto stage = std::make_shared<Stage>();
    auto scene = page(stage);
    scene.isReady = [stage = stage.get(), isPeopled = scene.isReady] {
        stage->clients[3]->write(QByteArray("1234567890").repeated(100) + '\n'
                                 + QByteArray("not a digit ").repeated(50) + '\n');
        stage->window->setLogFile(QStringLiteral("/nowhere/")
                                  + QStringLiteral("a-very-long-name").repeated(15));
        return isPeopled();
    };
    return scene;
}

Scene::Setting presentation()
{
    auto stage = std::make_shared<Stage>();
    stage->find<QAction>("presentAction")->trigger();
    return busy(stage, 12);
}

Scene::Setting rightToLeft()
{
    auto stage = std::make_shared<Stage>();
    QApplication::setLayoutDirection(Qt::RightToLeft);
    return busy(stage, 12);
}

Scene::Setting options()
{
    auto stage = std::make_shared<Stage>();
    stage->find<QAction>("optionsAction")->trigger();
    auto *dialog = stage->find<QWidget>("optionsDialog");
    return {dialog, [dialog] { return dialog->isVisible(); }, stage};
}

Scene::Setting full()
{
    auto stage = std::make_shared<Stage>(Theme::Light, 3);
    auto scene = busy(stage, 5);
    scene.isReady = [stage = stage.get()] { return stage->hasLasted(4000); };
    return scene;
}

Scene::Setting trying()
{
    auto stage = std::make_shared<Stage>(Theme::Light, 0, 5);
    stage->other.listen(QHostAddress::LocalHost, 0);
    stage->window->setListenPort(stage->other.serverPort());
    stage->window->start();
    return setting(
        stage, [stage = stage.get()] { return stage->find<QWidget>("messageTitle")->isVisible(); });
}

Scene::Setting largeText()
{
    auto stage = std::make_shared<Stage>();
    stage->zoom.setPercent(200);
    auto scene = busy(stage, 12);
    return {scene.window, scene.isReady,
            std::shared_ptr<void>(nullptr, [stage](void *) { stage->zoom.reset(); })};
}

constexpr std::array scenes{
    Scene{QLatin1StringView("server-stopped"), stopped},
    Scene{QLatin1StringView("server-empty"), empty},
    Scene{QLatin1StringView("server-12-clients"), twelve},
    Scene{QLatin1StringView("server-1000-clients"), thousand},
    Scene{QLatin1StringView("server-bind-failure"), bindFailure},
    Scene{QLatin1StringView("server-client-page"), clientPage},
    Scene{QLatin1StringView("server-trying"), trying},
    Scene{QLatin1StringView("server-full"), full},
    Scene{QLatin1StringView("server-options"), options},
    Scene{QLatin1StringView("server-large-text"), largeText},
    Scene{QLatin1StringView("server-dark"), dark},
    Scene{QLatin1StringView("server-dark-stopped"), darkAndStopped},
    Scene{QLatin1StringView("server-long-texts"), longTexts},
    Scene{QLatin1StringView("server-presentation"), presentation},
    Scene{QLatin1StringView("server-right-to-left"), rightToLeft},
};

} // namespace

std::span<const Scene> consoleScenes()
{
    return scenes;
}
