// SPDX-License-Identifier: MIT
// digitsum_screenshots FOLDER [PART-OF-A-NAME]: saves screenshots of the windows. Needs no display.
#include "tests/screenshots/scene.h"

#include <QApplication>
#include <QIcon>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstdio>

int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" DIGITSUM_SCREEN);
    QApplication app(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/digitsum/icons/digitsum.png")));
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2) {
        std::fputs("usage: digitsum_screenshots FOLDER [PART-OF-A-NAME]\n", stderr);
        return 2;
    }
    // Keeps the user's settings and history out.
    const QTemporaryDir settings;
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());

    std::vector<Scene> wanted;
    for (const std::span<const Scene> scenes : {clientScenes(), consoleScenes()}) {
        for (const Scene &scene : scenes) {
            if (QString(scene.name).contains(arguments.value(2)))
                wanted.push_back(scene);
        }
    }
    return takePictures(wanted, arguments.at(1)) ? 0 : 1;
}
