// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1StringView>

#include <functional>
#include <memory>
#include <span>
#include <vector>

QT_FORWARD_DECLARE_CLASS(QObject)
QT_FORWARD_DECLARE_CLASS(QWidget)

/// One screenshot: how to prepare the window, and when it is ready.
struct Scene
{
    /// The prepared window and the objects that it needs.
    struct Setting
    {
        QWidget *window = nullptr;
        std::function<bool()> isReady; ///< polled until it returns true
        std::shared_ptr<void> owner;   ///< owns the window and everything it needs
    };

    QLatin1StringView name;
    Setting (*prepare)();
};

/// The scenes of the client's and of the server's window.
std::span<const Scene> clientScenes();
std::span<const Scene> consoleScenes();

/// Waits for each scene to be ready and saves its screenshot.
/// \returns false if a scene was not ready in time or could not be saved.
bool takePictures(std::span<const Scene> scenes, const QString &folder);
