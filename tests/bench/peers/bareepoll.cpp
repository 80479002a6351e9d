// SPDX-License-Identifier: MIT
// A digit-sum server without Qt's network classes: a level-triggered epoll loop in one thread, with
// one read and one write per wake-up. It uses the project's parser, so that a comparison shows the
// cost of everything but parsing. It has no limits, no log and no raw framing, and it discards
// unsent replies when a client closes.
#include "common/protocol/protocolwords.h"
#include "common/protocol/requestparser.h"
#include "tests/bench/load/epoll.h"
#include "tests/bench/peers/listening.h"

#include <netinet/tcp.h>

#include <vector>

using namespace DigitSum;
using namespace DigitSum::Bench;

namespace {

struct Client
{
    Descriptor socket;
    RequestParser parser{RequestParser::Framing::Line};
    QByteArray unsent; // while there is any, nothing is read from the client
};

class Loop final
{
public:
    Loop() { m_epoll.add(m_listener, EPOLLIN, nullptr); }

    [[noreturn]] void run()
    {
        for (;;) {
            for (const epoll_event &event : m_epoll.wait(Epoll::never)) {
                if (!event.data.ptr)
                    accept();
                else
                    serve(static_cast<Client *>(event.data.ptr));
            }
        }
    }

private:
    void accept()
    {
        for (;;) {
            const int number =
                ::accept4(m_listener.number(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (number == -1)
                return;
            auto *client = new Client; // serve() deletes it
            client->socket = Descriptor(number);
            const int on = 1;
            ::setsockopt(number, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            m_epoll.add(client->socket, EPOLLIN, client);
            m_replies.append(Words::greeting).append(Words::lineEnd);
            send(*client);
        }
    }

    void serve(Client *client)
    {
        const bool isOpen = client->unsent.isEmpty() ? receive(*client) : sendRest(*client);
        if (!isOpen)
            delete client;
    }

    /// \returns false if the connection is to be closed.
    bool receive(Client &client)
    {
        const ssize_t size = ::recv(client.socket.number(), m_buffer.data(), m_buffer.size(), 0);
        if (size == -1 && errno == EAGAIN)
            return true;
        if (size > 0)
            client.parser.feed({m_buffer.data(), static_cast<qsizetype>(size)}, m_replies);
        else
            client.parser.ended(m_replies);
        return send(client) && size > 0 && !client.parser.saidFarewell();
    }

    bool send(Client &client)
    {
        const ssize_t sent = m_replies.isEmpty()
                                 ? 0
                                 : ::send(client.socket.number(), m_replies.constData(),
                                          static_cast<std::size_t>(m_replies.size()), MSG_NOSIGNAL);
        if (sent == -1 && errno != EAGAIN) {
            m_replies.resize(0);
            return false;
        }
        if (const qsizetype done = qMax(sent, ssize_t{0}); done < m_replies.size()) {
            client.unsent = m_replies.sliced(done);
            m_epoll.modify(client.socket, EPOLLOUT, &client);
        }
        m_replies.resize(0); // unlike clear(), keeps the memory
        return true;
    }

    bool sendRest(Client &client)
    {
        const ssize_t sent = ::send(client.socket.number(), client.unsent.constData(),
                                    static_cast<std::size_t>(client.unsent.size()), MSG_NOSIGNAL);
        if (sent == -1)
            return errno == EAGAIN;
        client.unsent.remove(0, sent);
        if (client.unsent.isEmpty())
            m_epoll.modify(client.socket, EPOLLIN, &client);
        return true;
    }

    Epoll m_epoll;
    Descriptor m_listener = listenAnywhere(SOCK_STREAM | SOCK_NONBLOCK);
    std::vector<char> m_buffer = std::vector<char>(64 * 1024);
    QByteArray m_replies; // of one wake-up
};

} // namespace

int main()
{
    Loop().run();
}
