// SPDX-License-Identifier: MIT
#include "tests/screenshots/scene.h"

#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QTest>
#include <QWidget>

#include <cstdio>

bool takePictures(std::span<const Scene> scenes, const QString &folder)
{
    bool isAllThere = QDir().mkpath(folder);
    for (const Scene &scene : scenes) {
        Scene::Setting setting = scene.prepare();
        const bool isReady = QTest::qWaitFor(setting.isReady, 30'000);
        QCoreApplication::processEvents(); // what is ready is also painted
        const QString path =
            QDir(folder).filePath(QString(QString(scene.name) + QStringLiteral(".png")));
        const bool isSaved = isReady && setting.window->grab().save(path);
        std::printf("%s %s\n", isSaved ? "took  " : "MISSED", qPrintable(path));
        isAllThere = isAllThere && isSaved;
        setting.owner.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return isAllThere;
}
