// SPDX-License-Identifier: MIT
#include "tests/bench/load/client.h"
#include "tests/bench/load/interval.h"
#include "tests/bench/load/runs.h"

#include <algorithm>
#include <memory>

namespace DigitSum::Bench {

namespace {

class ChurnRun final
{
public:
    explicit ChurnRun(const Options &options);

    /// Runs until \a end. \returns the number of complete conversations.
    std::size_t runUntil(Nanoseconds end);

    Shared shared;

private:
    static void begin(Client &client);

    std::vector<std::unique_ptr<Client>> m_clients;
};

ChurnRun::ChurnRun(const Options &options)
    : shared{Script(options.protocol, options.size, 1), options.port}
{
    for (std::size_t i = 0; i < options.clients; ++i) {
        m_clients.push_back(std::make_unique<Client>(shared, 1));
        begin(*m_clients.back());
    }
}

std::size_t ChurnRun::runUntil(Nanoseconds end)
{
    std::size_t complete = 0;
    while (now() < end) {
        const auto events = shared.epoll.wait(std::min(end, shared.patience.end()));
        for (const epoll_event &event : events) {
            auto *client = static_cast<Client *>(event.data.ptr);
            if (client->handle(event.events) > 0) {
                client->part();
            } else if (client->isClosed()) {
                ++complete;
                begin(*client);
            }
        }
        shared.patience.note(!events.empty());
    }
    return complete;
}

/// Sends the request before the connection is established, so that the latency includes connecting.
void ChurnRun::begin(Client &client)
{
    client.connect();
    client.ask(1);
}

} // namespace

JsonObject runChurn(const Options &options)
{
    const ProcessMeter server(options.server);
    ChurnRun run(options);
    JsonObject result;

    result.add("rss_kib_before", server.residentKib());
    run.runUntil(now() + toNanoseconds(options.warmUp));
    run.shared.latency.clear();
    const Interval interval(server);
    const std::size_t complete =
        run.runUntil(interval.beginning() + toNanoseconds(options.seconds));
    interval.report(result, static_cast<double>(complete));
    run.shared.latency.report(result);
    result.add("rss_kib_after", server.residentKib());
    result.add("replies", static_cast<double>(run.shared.replies));
    return result;
}

} // namespace DigitSum::Bench
