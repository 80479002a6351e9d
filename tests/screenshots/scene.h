// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1StringView>

#include <functional>
#include <memory>
#include <span>
#include <vector>

QT_BEGIN_NAMESPACE
class QObject;
class QWidget;
QT_END_NAMESPACE

/// One picture: how to come to it, and when it is there.
struct Scene
{
    /// A window on its way to what is to be seen, and what it lives on.
    struct Setting
    {
        QWidget *window = nullptr;
        std::function<bool()> isReady; ///< asked until it says yes
        std::shared_ptr<void> owner;   ///< holds everything up, and takes it down
    };

    QLatin1StringView name;
    Setting (*prepare)();
};

/// The scenes of each window, in clientscenes.cpp and its like.
std::span<const Scene> clientScenes();
std::span<const Scene> consoleScenes();

/// Waits until a scene is ready, takes its picture, and goes on to the next.
/// \returns whether all of them came about.
bool takePictures(std::span<const Scene> scenes, const QString &folder);
