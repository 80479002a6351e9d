// SPDX-License-Identifier: MIT
#include "tests/screenshots/scene.h"

#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

#include <cstdio>

namespace {

using namespace std::chrono_literals;

/// Runs the real event loop, so that the times shown in the screenshots are realistic.
bool becomesTrue(const std::function<bool()> &condition)
{
    QEventLoop loop;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&loop, &condition] {
        if (condition())
            loop.exit(1);
    });
    QTimer::singleShot(30s, &loop, [&loop] { loop.exit(0); });
    poll.start(20ms);
    return loop.exec() == 1;
}

} // namespace

bool takePictures(std::span<const Scene> scenes, const QString &folder)
{
    bool isAllThere = QDir().mkpath(folder);
    for (const Scene &scene : scenes) {
        Scene::Setting setting = scene.prepare();
        const bool isReady = becomesTrue(setting.isReady);
        QCoreApplication::processEvents(); // paint before saving
        const QString path =
            QDir(folder).filePath(QString(QString(scene.name) + QStringLiteral(".png")));
        const bool isSaved = isReady && setting.window->grab().save(path);
        std::printf("%s %s\n", isSaved ? "saved " : "MISSED", qPrintable(path));
        isAllThere = isAllThere && isSaved;
        setting.owner.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return isAllThere;
}
