// SPDX-License-Identifier: MIT
#include "tests/bench/load/client.h"
#include "tests/bench/load/interval.h"
#include "tests/bench/load/pacer.h"
#include "tests/bench/load/runs.h"

#include <algorithm>
#include <deque>
#include <memory>
#include <optional>

namespace DigitSum::Bench {

namespace {

/// Connections that are opened at a time: fewer than any server's backlog.
constexpr std::size_t openingAtOnce = 32;

class RequestsRun final
{
public:
    explicit RequestsRun(const Options &options);

    /// Connects all clients. When it returns, each has received the greeting and one reply.
    void openAll();
    /// The active clients send requests until \a end: each one after a reply, at once or when the
    /// rate allows it.
    void askUntil(Nanoseconds end);
    /// Waits for the outstanding replies.
    void finish();

    Shared shared;

private:
    std::size_t turn(Nanoseconds deadline, bool askAgain);
    void askAsPaced();

    std::size_t m_depth;
    std::size_t m_activeCount;
    std::vector<std::unique_ptr<Client>> m_clients; // the active ones first
    std::optional<Pacer> m_pacer;
    std::deque<Client *> m_resting; // active clients that wait for the pacer
};

RequestsRun::RequestsRun(const Options &options)
    : shared{Script(options.protocol, options.size, options.depth), options.port}
    , m_depth(options.depth)
    , m_activeCount(options.clients)
{
    for (std::size_t i = 0; i < options.clients + options.idle; ++i)
        m_clients.push_back(std::make_unique<Client>(shared, i < m_activeCount ? m_depth : 1));
    if (options.rate > 0)
        m_pacer = Pacer(options.rate);
}

void RequestsRun::openAll()
{
    std::size_t opened = 0;
    std::size_t answered = 0;
    while (answered < m_clients.size()) {
        for (; opened < m_clients.size() && opened - answered < openingAtOnce; ++opened) {
            m_clients[opened]->connect();
            m_clients[opened]->ask(1);
        }
        answered += turn(shared.patience.end(), false);
    }
    for (std::size_t i = 0; i < m_activeCount && m_pacer; ++i)
        m_resting.insert(m_resting.end(), m_depth, m_clients[i].get());
}

void RequestsRun::askUntil(Nanoseconds end)
{
    if (m_pacer) {
        while (now() < end)
            askAsPaced();
        return;
    }
    for (std::size_t i = 0; i < m_activeCount; ++i)
        m_clients[i]->ask(m_depth - m_clients[i]->unanswered());
    while (now() < end)
        turn(std::min(end, shared.patience.end()), true);
}

/// The client that has waited longest sends next.
void RequestsRun::askAsPaced()
{
    for (std::size_t count = m_pacer->take(m_resting.size()); count > 0; --count) {
        m_resting.front()->ask(1);
        m_resting.pop_front();
    }
    turn(now() + Pacer::interval, true);
}

void RequestsRun::finish()
{
    const auto isDone = [](const auto &client) { return client->unanswered() == 0; };
    while (!std::all_of(m_clients.begin(), m_clients.end(), isDone))
        turn(shared.patience.end(), false);
}

/// Handles \a events. \returns the number of replies received.
std::size_t RequestsRun::turn(Nanoseconds deadline, bool askAgain)
{
    std::size_t replies = 0;
    for (const epoll_event &event : shared.epoll.wait(deadline)) {
        auto *client = static_cast<Client *>(event.data.ptr);
        const std::size_t count = client->handle(event.events);
        if (askAgain && m_pacer)
            m_resting.insert(m_resting.end(), count, client);
        else if (askAgain && count > 0)
            client->ask(count);
        replies += count;
    }
    shared.patience.note(replies > 0);
    return replies;
}

} // namespace

JsonObject runRequests(const Options &options)
{
    const ProcessMeter server(options.server, options.thread);
    RequestsRun run(options);
    JsonObject result;

    result.add("rss_kib_before", server.residentKib());
    run.openAll();
    result.add("rss_kib_open", server.residentKib());

    if (options.clients > 0) {
        run.askUntil(now() + toNanoseconds(options.warmUp));
        run.shared.latency.clear();
        const std::uint64_t repliesBefore = run.shared.replies;
        const Interval interval(server);
        run.askUntil(interval.beginning() + toNanoseconds(options.seconds));
        interval.report(result, static_cast<double>(run.shared.replies - repliesBefore));
        run.shared.latency.report(result);
        run.finish();
        result.add("rss_kib_after", server.residentKib());
    }
    result.add("replies", static_cast<double>(run.shared.replies));
    return result;
}

} // namespace DigitSum::Bench
